// SPDX-License-Identifier: Apache-2.0
/**
 * The bar that lists the hosts, and the groups that it puts them in.
 *
 * <p>May use: model, plan, apply's values, client's interfaces, theme, words. Must not use: another screen's package. Its
 * view models know {@code javafx.beans} only.
 */
@NullMarked
package io.github.daxboard.ui.hosts;

import org.jspecify.annotations.NullMarked;
