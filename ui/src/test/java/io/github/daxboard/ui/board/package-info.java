// SPDX-License-Identifier: Apache-2.0
/** Facts about {@code board}, as tests. */
@NullMarked
package io.github.daxboard.ui.board;

import org.jspecify.annotations.NullMarked;
