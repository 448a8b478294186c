// SPDX-License-Identifier: Apache-2.0
/**
 * The desktop program: options, threads, the window. Everything that can be seen is in {@code ui}.
 *
 * <p>May use: ui, client, messages (text), JavaFX. Must not use: the other parts of the backend, or the command line's package.
 */
@NullMarked
package io.github.daxboard.app.desktop;

import org.jspecify.annotations.NullMarked;
