// SPDX-License-Identifier: Apache-2.0
/** The window. */
@NullMarked
package io.github.daxboard.ui;

import org.jspecify.annotations.NullMarked;
