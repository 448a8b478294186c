// SPDX-License-Identifier: Apache-2.0
/**
 * Whole plans on the lab's real kernel, looked at afterwards by other means than Daxboard's.
 *
 * <p>{@link io.github.daxboard.lab.Pairs} and {@link io.github.daxboard.lab.Walk} are programs that run in the lab's guest, with
 * the door to a kernel that the helper has, and without its start for each change, which takes seconds in an emulated
 * machine. {@link io.github.daxboard.lab.LabPlansTest} starts them there.
 */
@NullMarked
package io.github.daxboard.lab;

import org.jspecify.annotations.NullMarked;
