// SPDX-License-Identifier: Apache-2.0
/**
 * The hosts of the window: the bar that lists them, and a session for each one opened, which keeps the newest snapshot.
 *
 * <p>Every call to a connection is made here, and none on the JavaFX thread.
 *
 * <p>May use: model, plan, apply's values, client's interfaces, theme, words. Must not use: another screen's package. Its
 * view models know {@code javafx.beans} only.
 */
@NullMarked
package io.github.daxboard.ui.hosts;

import org.jspecify.annotations.NullMarked;
