// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.protocol.RecordedTree;
import io.github.daxboard.protocol.RecordingView;
import io.github.daxboard.sysfs.SnapshotReader;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Takes snapshots of a kernel that this process can read itself. */
final class KernelSnapshots implements SnapshotSource {
    private final KernelView kernel;
    private final HostName name;
    private final Clock clock;
    private final Watch watch;

    /** Hears of changes of a kernel. */
    @FunctionalInterface
    interface Watch {
        AutoCloseable start(Runnable onStale) throws HostException;
    }

    /** Of a kernel that does not change, or can't be heard of. */
    KernelSnapshots(KernelView kernel, HostName name, Clock clock) {
        this(kernel, name, clock, onStale -> () -> {});
    }

    /** Of a kernel whose changes a watch hears of. */
    KernelSnapshots(KernelView kernel, HostName name, Clock clock, Watch watch) {
        this.watch = watch;
        this.kernel = kernel;
        this.name = name;
        this.clock = clock;
    }

    /** The name that a kernel has for its machine; none where it can't be read. */
    static Optional<HostName> nameOf(KernelView kernel) {
        return kernel.read(KernelPath.HOST_NAME)
                .value()
                .filter(text -> !text.isBlank())
                .map(HostName::new);
    }

    @Override
    public Snapshot take() {
        return SnapshotReader.read(kernel, name, clock.instant());
    }

    @Override
    public AutoCloseable watch(Runnable onStale) throws HostException {
        return watch.start(onStale);
    }

    @Override
    public RecordedTree record() {
        RecordingView recording = new RecordingView(kernel);
        Instant taken = clock.instant();
        SnapshotReader.read(recording, name, taken);
        return recording.tree(taken);
    }

    @Override
    public void close() {}
}
