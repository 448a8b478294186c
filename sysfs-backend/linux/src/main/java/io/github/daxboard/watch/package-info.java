// SPDX-License-Identifier: Apache-2.0
/**
 * From the kernel's events to "the snapshot is stale": no polling while nothing happens, but for a slow look now and then,
 * since sizes, alignments and ranges change without an event.
 *
 * <p>May use: kernel. Must not use: anything that plans, decides or shows; it says that something changed, never what.
 */
@NullMarked
package io.github.daxboard.watch;

import org.jspecify.annotations.NullMarked;
