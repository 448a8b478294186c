// SPDX-License-Identifier: Apache-2.0
/**
 * The page of a host without DAX memory: what was looked for, what is missing, what to do. Its facts come from the host's
 * snapshot.
 *
 * <p>May use: model, client's addresses, theme, words. Must not use: another screen's package. Its view model knows no
 * JavaFX at all.
 */
@NullMarked
package io.github.daxboard.ui.machine;

import org.jspecify.annotations.NullMarked;
