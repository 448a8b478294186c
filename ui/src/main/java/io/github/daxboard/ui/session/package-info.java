// SPDX-License-Identifier: Apache-2.0
/**
 * A session for each host that was opened: how far it is reached, its newest snapshot, what changed, and what is selected in it.
 *
 * <p>Every call to a connection is made here, and none on the JavaFX thread.
 *
 * <p>May use: model, plan, apply's values, client's interfaces, words. Must not use: a screen's package. It knows {@code
 * javafx.beans} only.
 */
@NullMarked
package io.github.daxboard.ui.session;

import org.jspecify.annotations.NullMarked;
