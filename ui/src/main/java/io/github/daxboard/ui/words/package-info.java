// SPDX-License-Identifier: Apache-2.0
/**
 * All text that the window shows, out of {@code messages.properties}, and how numbers become words.
 *
 * <p>May use: the JDK, model and text. Must not use: JavaFX, or any other package of the window.
 */
@NullMarked
package io.github.daxboard.ui.words;

import org.jspecify.annotations.NullMarked;
