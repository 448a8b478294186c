// SPDX-License-Identifier: Apache-2.0
/**
 * The window: toolbar, host bar, the page in the middle, plan drawer, status line. It puts the screens together and holds
 * which one is shown.
 *
 * <p>May use: every package of the window. No package of the window uses it.
 */
@NullMarked
package io.github.daxboard.ui.shell;

import org.jspecify.annotations.NullMarked;
