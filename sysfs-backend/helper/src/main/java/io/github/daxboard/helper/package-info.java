// SPDX-License-Identifier: Apache-2.0
/**
 * The one program that runs as root. {@link io.github.daxboard.helper.HelperMain} is started with one verb, speaks lines of
 * JSON on its standard input and output, and ends with its input; it opens no socket and runs no command but modprobe and dd.
 *
 * <p>To review it, read in this order: HelperMain, Confinement, ViewSession, ApplySession, GuardedApply, HostLock, Journals, DiskJournal, PlanJournal, AuditLog,
 * AuditingKernel, PrivateFiles, PosixCalls, Disk; then protocol's BoundedLines, JsonText and RequestCodec, which judge all that a client says.
 *
 * <p>May use: model, text, kernel, plan, apply, sysfs, protocol; jnr-posix (PosixCalls alone). Must not use: client, or anything that shows.
 */
@NullMarked
package io.github.daxboard.helper;

import org.jspecify.annotations.NullMarked;
