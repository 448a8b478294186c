// SPDX-License-Identifier: Apache-2.0
/** Facts about {@code fleet}, as tests. */
@NullMarked
package io.github.daxboard.ui.fleet;

import org.jspecify.annotations.NullMarked;
