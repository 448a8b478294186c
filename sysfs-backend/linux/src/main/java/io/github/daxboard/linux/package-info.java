// SPDX-License-Identifier: Apache-2.0
/**
 * The real kernel behind the port: its files, system calls, holders, udev rules and events.
 *
 * <p>May use: model, kernel, java.lang.foreign (SystemCalls alone). Must not use: anything that plans or decides.
 */
@NullMarked
package io.github.daxboard.linux;

import org.jspecify.annotations.NullMarked;
