// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.session;

import io.github.daxboard.client.HostConnection;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Problem;

/** How far a host has been reached. */
public sealed interface HostState {
    /** Nobody has asked for it yet. */
    record Closed() implements HostState {}

    /** It is being opened. */
    record Opening(String stage) implements HostState {}

    /** It is open, and this is its newest picture. */
    record Open(HostConnection connection, Snapshot snapshot) implements HostState {}

    /** It could not be opened. */
    record Failed(Problem refusal) implements HostState {}
}
