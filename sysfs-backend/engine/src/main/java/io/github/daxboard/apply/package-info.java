// SPDX-License-Identifier: Apache-2.0
/**
 * Carries a plan out through a KernelPort: each step is read back before it counts, and what was done is undone when a
 * later step fails.
 *
 * <p>May use: model, plan, kernel, sysfs. Must not use: protocol, client, or anything that shows.
 */
@NullMarked
package io.github.daxboard.apply;

import org.jspecify.annotations.NullMarked;
