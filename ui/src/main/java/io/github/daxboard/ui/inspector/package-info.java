// SPDX-License-Identifier: Apache-2.0
/**
 * The inspector: everything about the selected device, each fact with the attribute that it comes from, its memory blocks,
 * its node over the last minutes, and the ways to move it without dragging.
 *
 * <p>May use: model, plan, hosts and the queue of {@code ui.plan}, theme, words. Must not use: another screen's package.
 */
@NullMarked
package io.github.daxboard.ui.inspector;

import org.jspecify.annotations.NullMarked;
