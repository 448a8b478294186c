// SPDX-License-Identifier: Apache-2.0
/**
 * Why a machine has no dax device, or lacks what a change needs: facts that are read once, by one class, and findings that
 * follow from them and from a snapshot, each with its evidence and the next command.
 *
 * <p>May use: model, text, the JDK. Must not use: a kernel's write side, anything that shows.
 */
@NullMarked
package io.github.daxboard.doctor;

import org.jspecify.annotations.NullMarked;
