// SPDX-License-Identifier: Apache-2.0
/**
 * Reads a snapshot from a kernel's /sys tree. The only code that knows the names and formats of the kernel's files
 * (Documentation/ABI/testing/sysfs-bus-dax, drivers/dax/bus.c).
 *
 * <p>May use: model, kernel's KernelView. Must not use: KernelPort, or anything that writes.
 */
@NullMarked
package io.github.daxboard.sysfs;

import org.jspecify.annotations.NullMarked;
