// SPDX-License-Identifier: Apache-2.0
/**
 * The messages between a client and the helper: JSON, one message a line, each with its version. Both sides use these
 * classes, and both are strict: a field that is not known, a doubled one or one of the wrong type spoils the message.
 *
 * <p>A tree travels as the readings that a snapshot was made of, so there is one reader of /sys and no second form of a
 * snapshot: the client reads the replayed tree with the reader that the helper used.
 *
 * <p>May use: model, plan's and apply's records, kernel's view, jackson-core's streaming parser. Must not use: databind,
 * reflection, or a KernelPort.
 */
@NullMarked
package io.github.daxboard.protocol;

import org.jspecify.annotations.NullMarked;
