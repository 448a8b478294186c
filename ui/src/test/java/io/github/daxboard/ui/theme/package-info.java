// SPDX-License-Identifier: Apache-2.0
/** Facts about {@code theme}, as tests. */
@NullMarked
package io.github.daxboard.ui.theme;

import org.jspecify.annotations.NullMarked;
