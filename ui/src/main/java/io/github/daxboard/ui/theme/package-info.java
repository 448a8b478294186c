// SPDX-License-Identifier: Apache-2.0
/**
 * How the window looks: the light and the dark theme (AtlantaFX with our roles), the font, icons, and the parts that every
 * screen is built from: mode marks, tags, refusal cards.
 *
 * <p>Each colour is a role, {@code -dax-*}, and stands in {@code daxboard-light.css} and {@code daxboard-dark.css} only.
 *
 * <p>May use: JavaFX, AtlantaFX, Ikonli, model, plan, words. Must not use: a screen's package, or the client.
 */
@NullMarked
package io.github.daxboard.ui.theme;

import org.jspecify.annotations.NullMarked;
