// SPDX-License-Identifier: Apache-2.0
/**
 * The gallery: every component in every state, in both themes side by side. For who changes the looks, and for the test that
 * compares pictures.
 *
 * <p>May use: components of the screens, theme, words. Must not use: the shell, hosts.
 */
@NullMarked
package io.github.daxboard.ui.gallery;

import org.jspecify.annotations.NullMarked;
