// SPDX-License-Identifier: Apache-2.0
/**
 * The port to a kernel: what can be read ({@link io.github.daxboard.kernel.KernelView}) and what can be done
 * ({@link io.github.daxboard.kernel.KernelPort}). The real kernel, the simulated one and captured trees stand behind it.
 *
 * <p>May use: model. Must not use: files, or anything that plans or decides.
 */
@NullMarked
package io.github.daxboard.kernel;

import org.jspecify.annotations.NullMarked;
