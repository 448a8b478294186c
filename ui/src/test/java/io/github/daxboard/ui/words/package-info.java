// SPDX-License-Identifier: Apache-2.0
/** Facts about {@code words}, as tests. */
@NullMarked
package io.github.daxboard.ui.words;

import org.jspecify.annotations.NullMarked;
