// SPDX-License-Identifier: Apache-2.0
/**
 * The error stream of a program: what is printed there may end on a terminal, so nothing that a terminal obeys gets through.
 *
 * <p>May use: model's Visible, java.io. Must not use: anything else of Daxboard.
 */
@NullMarked
package io.github.daxboard.terminal;

import org.jspecify.annotations.NullMarked;
