// SPDX-License-Identifier: Apache-2.0
/** Facts about {@code shell}, as tests. */
@NullMarked
package io.github.daxboard.ui.shell;

import org.jspecify.annotations.NullMarked;
