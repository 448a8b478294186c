// SPDX-License-Identifier: Apache-2.0
/** Facts about {@code thismachine}, as tests. */
@NullMarked
package io.github.daxboard.ui.machine;

import org.jspecify.annotations.NullMarked;
