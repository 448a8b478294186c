// SPDX-License-Identifier: Apache-2.0
/**
 * Writes the files that a user names: plans, reports, exports, captures, pictures. The command line and the window share it, so
 * that neither replaces a device node, follows a stranger's link, or leaves half a file.
 *
 * <p>May use: java.nio, text. Must not use: anything else of Daxboard.
 */
@NullMarked
package io.github.daxboard.save;

import org.jspecify.annotations.NullMarked;
