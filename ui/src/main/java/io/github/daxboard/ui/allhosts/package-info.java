// SPDX-License-Identifier: Apache-2.0
/**
 * All hosts on one page: what each has on one scale, what needs a look, and adding hosts over ssh.
 *
 * <p>May use: model, client's addresses, hosts, theme, words. Must not use: another screen's package. Its view model knows
 * {@code javafx.beans} only.
 */
@NullMarked
package io.github.daxboard.ui.allhosts;

import org.jspecify.annotations.NullMarked;
