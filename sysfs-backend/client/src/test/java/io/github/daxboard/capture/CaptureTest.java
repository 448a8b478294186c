// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Superblock;
import io.github.daxboard.protocol.RecordingView;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.SnapshotReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureTest {
    private static final HostName HOST = new HostName("box");
    private static final Instant NOW = Instant.parse("2026-11-25T01:00:00Z");

    @TempDir
    private Path folder;

    private KernelView captured(KernelView kernel, boolean blank) throws IOException {
        RecordingView recording = new RecordingView(kernel);
        recording.read(KernelPath.HOST_NAME);
        SnapshotReader.read(recording, HOST, NOW);
        Path file = folder.resolve("box.tar.gz");
        try (OutputStream out = Files.newOutputStream(file)) {
            Capture.write(recording.tree(NOW), out, blank);
        }
        return CapturedTree.open(file);
    }

    private static Snapshot read(KernelView kernel) {
        return SnapshotReader.read(kernel, HOST, NOW);
    }

    private static SimulatedKernel demo() {
        SimulatedKernel demo = SimulatedKernel.boot(World.demo());
        demo.setSuperblock(
                DeviceName.of("dax2.0"), new Superblock("ext4", Optional.of("secret plans"), Optional.empty()));
        return demo;
    }

    @Test
    void aCaptureOpensAsTheSameSnapshot() throws IOException {
        SimulatedKernel demo = demo();

        assertThat(read(captured(demo, false))).isEqualTo(read(demo));
    }

    @Test
    void whatAUserMayNotReadIsMissingInHisCaptureAndSaysSo() throws IOException {
        KernelView user = demo().asUser();
        Snapshot opened = read(captured(user, false));

        assertThat(opened).isEqualTo(read(user));
        Device device = opened.device(DeviceName.of("dax0.0")).orElseThrow();
        assertThat(device.ranges().whyNot()).isEqualTo("needs root (EACCES)");
    }

    @Test
    void blankedNamesAreNowhereInIt() throws IOException {
        SimulatedKernel demo = demo();
        demo.addHolder(new Holder(
                DeviceName.of("dax0.1"),
                Holder.Kind.OPEN_FILE,
                7,
                "payroll",
                0,
                Optional.of("payroll.service"),
                Optional.of("wages"),
                Optional.of("payroll --all"),
                Optional.of("/srv/payroll/node")));
        KernelView opened = captured(demo, true);
        Snapshot snapshot = read(opened);

        assertThat(opened.read(KernelPath.HOST_NAME)).isEqualTo(Reading.of("blanked"));
        assertThat(snapshot.holders().value().orElseThrow())
                .hasSize(2)
                .allSatisfy(holder -> assertThat(holder.describe()).doesNotContain("payroll", "wages", "qemu"));
        assertThat(snapshot.device(DeviceName.of("dax2.0")).orElseThrow().superblock())
                .isEqualTo(Reading.of(new Superblock("ext4", Optional.empty(), Optional.empty())));
        assertThat(snapshot.regions())
                .isEqualTo(read(demo).regions().stream()
                        .map(region -> region.withDevices(region.devices().stream()
                                .map(device -> snapshot.device(device.name()).orElseThrow())
                                .toList()))
                        .toList());
    }
}
