// SPDX-License-Identifier: Apache-2.0
/**
 * The map: NUMA nodes and sockets, with regions by physical address.
 *
 * <p>May use: plan's view models, hosts, model, theme, words. Must not use: another screen's package. Its view model knows
 * {@code javafx.beans} only.
 */
@NullMarked
package io.github.daxboard.ui.map;

import org.jspecify.annotations.NullMarked;
