// SPDX-License-Identifier: Apache-2.0
/**
 * What leaves the program as text: a plan in words, a plan as a file, as a shell script or as daxctl commands, the report of a
 * run, all facts about one thing with the attribute that each comes from, what changed between two pictures. The command line
 * and the window share it, so that both say the same.
 *
 * <p>May use: model, text, plan, apply's events and outcomes, protocol's JSON, jackson-core. Must not use: a kernel, files.
 */
@NullMarked
package io.github.daxboard.report;

import org.jspecify.annotations.NullMarked;
