// SPDX-License-Identifier: Apache-2.0
/**
 * Captures: a recorded tree as an archive, written and opened again as a kernel that can only be read.
 *
 * <p>May use: model, text, kernel's view, protocol's recorded tree. Must not use: a KernelPort, or anything that plans or decides.
 */
@NullMarked
package io.github.daxboard.capture;

import org.jspecify.annotations.NullMarked;
