// SPDX-License-Identifier: Apache-2.0
/**
 * The command line: the same words, the same plans and the same outcomes as the window. Runs without JavaFX on its class
 * path.
 *
 * <p>May use: the backend, picocli, jackson-core. Must not use: JavaFX, ui.
 */
@NullMarked
package io.github.daxboard.app.cli;

import org.jspecify.annotations.NullMarked;
