// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.session;

import java.util.concurrent.Executor;

/**
 * Where work is done.
 *
 * @param background for calls that block; may run several at once
 * @param screen the thread that owns what is shown
 */
public record Threads(Executor background, Executor screen) {}
