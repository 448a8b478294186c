// SPDX-License-Identifier: Apache-2.0
/** Facts about {@code map}, as tests. */
@NullMarked
package io.github.daxboard.ui.map;

import org.jspecify.annotations.NullMarked;
