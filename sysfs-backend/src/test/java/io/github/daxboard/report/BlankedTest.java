// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.kernel.sim.SimulatedKernel;
import io.github.daxboard.kernel.sim.World;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Superblock;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.protocol.Capture;
import io.github.daxboard.protocol.RecordedTree;
import io.github.daxboard.protocol.RecordingView;
import io.github.daxboard.protocol.TreeRecord;
import io.github.daxboard.sysfs.SnapshotReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What names a machine, a program, a customer or a person is in nothing that was blanked. */
class BlankedTest {
    private static final DeviceName DEVICE = DeviceName.of("dax0.1");
    private static final Instant NOW = Instant.parse("2026-11-25T01:00:00Z");
    private static final List<String> SECRETS = List.of(
            "secret-host",
            "secret-comm",
            "secret-unit",
            "secret-guest",
            "secret-words",
            "secret-mount",
            "secret-label",
            "secret-rule",
            "secret-file",
            "secret-node",
            "secret&html",
            "secret\u202ebidi",
            "5ec0ffee-0000-4000-8000-00000000beef");

    private static final Holder PROCESS = new Holder(
            DEVICE,
            Holder.Kind.MAPPING,
            4242,
            "secret-comm",
            1000,
            Optional.of("secret-unit.service"),
            Optional.of("secret-guest"),
            Optional.of("qemu -name secret-words"),
            Optional.of("/srv/secret-node"));

    private static final List<Holder> HOLDERS = List.of(
            PROCESS,
            new Holder(DEVICE, Holder.Kind.OPEN_FILE, 7, "secret&html", 0),
            new Holder(DEVICE, Holder.Kind.OPEN_FILE, 8, "secret\u202ebidi", 0),
            new Holder(DEVICE, Holder.Kind.MOUNT, 0, "xfs /mnt/secret-mount", -1));

    private static final Superblock SUPERBLOCK =
            new Superblock("xfs", Optional.of("secret-label"), Optional.of("5ec0ffee-0000-4000-8000-00000000beef"));

    private static RecordedTree tree() {
        RecordingView recording = new RecordingView(SimulatedKernel.boot(World.demo()));
        SnapshotReader.read(recording, new HostName("secret-host"), NOW);
        List<TreeRecord> records = new ArrayList<>(recording.tree(NOW).records());
        records.removeIf(record -> record instanceof TreeRecord.Holders || record instanceof TreeRecord.Rules);
        records.removeIf(record ->
                record instanceof TreeRecord.Content(var path, var text) && path.equals(KernelPath.HOST_NAME));
        records.add(new TreeRecord.Content(KernelPath.HOST_NAME, Reading.of("secret-host")));
        records.add(new TreeRecord.Holders(Reading.of(HOLDERS)));
        records.add(new TreeRecord.Beginning(DEVICE, Reading.of(SUPERBLOCK)));
        records.add(new TreeRecord.Beginning(DeviceName.of("dax0.3"), new Reading.Malformed<>("secret-label")));
        records.add(new TreeRecord.Rules(
                Reading.of(List.of(new OnlineRule("/etc/secret-file.rules", 3, "PROGRAM=secret-rule")))));
        return new RecordedTree(NOW, records);
    }

    private static void blank(String what, String text) {
        SECRETS.forEach(secret -> assertThat(text).as(what).doesNotContain(secret));
        assertThat(text).as(what).doesNotContain("secret");
    }

    private static String archive(boolean blank) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Capture.write(tree(), out, blank);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aCaptureHoldsNoneOfThem() throws IOException {
        assertThat(archive(false))
                .contains("secret-unit", "secret-guest", "secret-words", "secret-rule", "secret-label");
        blank("capture", archive(true));
    }

    @Test
    void aReportHoldsNoneOfThem() {
        Snapshot snapshot = SnapshotReader.read(
                new io.github.daxboard.protocol.ReplayedView(tree()), new HostName("secret-host"), NOW);
        for (Mode mode : Mode.values()) {
            RunReport report = new RunReport(
                    "daxboard",
                    snapshot,
                    Planner.plan(snapshot, Order.of(List.of(new Change.SwitchMode(DEVICE, mode)))),
                    NOW,
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(snapshot));
            assertThat(report.text()).contains("secret");
            blank("text", report.blanks().in(report.text()));
            blank("html", report.blanks().in(report.html()));
            blank("json", JsonPages.pretty(report.blanks().in(report.json())));
        }
    }
}
