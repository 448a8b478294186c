// SPDX-License-Identifier: Apache-2.0
/**
 * How the program reaches a host: in process, through pkexec, over ssh, the demo, a captured tree. All look the same from
 * here on.
 *
 * <p>May use: everything of the backend but the helper's own classes. Must not use: JavaFX.
 */
@NullMarked
package io.github.daxboard.client;

import org.jspecify.annotations.NullMarked;
