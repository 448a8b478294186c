// SPDX-License-Identifier: Apache-2.0
/**
 * The plan drawer, and what it holds: the queue of changes, the one command that every way of moving a device goes through,
 * the steps before Apply, while they run, and what came of them.
 *
 * <p>May use: hosts, model, plan, apply's values, client's interfaces, theme, words. Must not use: the board, the shell. Its
 * view models know {@code javafx.beans} only.
 */
@NullMarked
package io.github.daxboard.ui.plan;

import org.jspecify.annotations.NullMarked;
