// SPDX-License-Identifier: Apache-2.0
/**
 * The inspector, docked at the right: everything about the device that was selected last, each fact with the attribute that
 * it comes from, and the ways to move it by clicks.
 *
 * <p>May use: plan's view models, hosts, model, theme, words. Must not use: another screen's package. Its view model knows
 * {@code javafx.beans} only.
 */
@NullMarked
package io.github.daxboard.ui.inspector;

import org.jspecify.annotations.NullMarked;
