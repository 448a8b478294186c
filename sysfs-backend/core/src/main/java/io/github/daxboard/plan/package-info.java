// SPDX-License-Identifier: Apache-2.0
/**
 * From a snapshot and a change to a plan: pure functions, no reading and no writing. A plan is a value that can be shown,
 * compared by its digest, and refused when the host moved on.
 *
 * <p>May use: model. Must not use: a KernelView or a KernelPort, or any I/O.
 */
@NullMarked
package io.github.daxboard.plan;

import org.jspecify.annotations.NullMarked;
