// SPDX-License-Identifier: Apache-2.0
/**
 * How the program reaches a host: in process, through pkexec, over ssh, the demo, a captured tree. All look the same from
 * here on. A connection is put together of a way to take snapshots and a way to carry changes out.
 *
 * <p>The real kernel is only ever changed by a helper, which is a process of its own even where this one is root's: one
 * program that writes, under one lock and one audit log, and none that dies with a window.
 *
 * <p>May use: everything of the backend but the helper's own classes. Must not use: JavaFX.
 */
@NullMarked
package io.github.daxboard.client;

import org.jspecify.annotations.NullMarked;
