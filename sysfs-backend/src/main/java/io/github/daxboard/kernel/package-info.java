// SPDX-License-Identifier: Apache-2.0
/**
 * The narrow door to a kernel: what can be read ({@link io.github.daxboard.kernel.KernelView}) and what can be done
 * ({@link io.github.daxboard.kernel.KernelPort}), with the real one, the simulated one, and captured trees.
 *
 * <p>May use: model, java.lang.foreign (SystemCalls alone). Must not use: anything that plans or decides.
 */
@NullMarked
package io.github.daxboard.kernel;

import org.jspecify.annotations.NullMarked;
