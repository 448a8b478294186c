// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.protocol.RecordedTree;
import io.github.daxboard.protocol.RecordingView;
import io.github.daxboard.sysfs.SnapshotReader;
import java.time.Clock;
import java.time.Instant;

/** Reads what a snapshot is made of, by making one. */
final class TreeTaker {
    private static final HostName HERE = new HostName("this host");

    private final KernelView kernel;
    private final Clock clock;

    TreeTaker(KernelView kernel, Clock clock) {
        this.kernel = kernel;
        this.clock = clock;
    }

    RecordedTree take() {
        Instant now = clock.instant();
        RecordingView recording = new RecordingView(kernel);
        // Not part of a snapshot: a client names a host that it doesn't know yet by it.
        recording.read(KernelPath.HOST_NAME);
        SnapshotReader.read(recording, HERE, now);
        return recording.tree(now);
    }
}
