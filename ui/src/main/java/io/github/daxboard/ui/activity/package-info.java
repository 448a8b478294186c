// SPDX-License-Identifier: Apache-2.0
/**
 * The activity list: what was done, by whom, what came of it as verified, and undo where an undo is possible.
 *
 * <p>May use: plan's view models, hosts, model, theme, words. Must not use: another screen's package. Its view model knows
 * {@code javafx.beans} only.
 */
@NullMarked
package io.github.daxboard.ui.activity;

import org.jspecify.annotations.NullMarked;
