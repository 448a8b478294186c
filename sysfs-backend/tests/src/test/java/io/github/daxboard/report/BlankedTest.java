// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.capture.Capture;
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
import io.github.daxboard.protocol.Json;
import io.github.daxboard.protocol.RecordedTree;
import io.github.daxboard.protocol.RecordingView;
import io.github.daxboard.protocol.ReplayedView;
import io.github.daxboard.protocol.TreeRecord;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
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
            new Holder(DEVICE, Holder.Kind.OPEN_FILE, 8, "secret\u202ebidi&co", 0),
            new Holder(DEVICE, Holder.Kind.MOUNT, 0, "xfs /mnt/secret-mount", -1));

    private static final Superblock SUPERBLOCK =
            new Superblock("xfs", Optional.of("secret-label"), Optional.of("5ec0ffee-0000-4000-8000-00000000beef"));

    private static RecordedTree tree(List<Holder> holders) {
        RecordingView recording = new RecordingView(SimulatedKernel.boot(World.demo()));
        SnapshotReader.read(recording, new HostName("secret-host"), NOW);
        List<TreeRecord> records = new ArrayList<>(recording.tree(NOW).records());
        records.removeIf(record -> record instanceof TreeRecord.Holders || record instanceof TreeRecord.Rules);
        records.removeIf(record ->
                record instanceof TreeRecord.Content(var path, var text) && path.equals(KernelPath.HOST_NAME));
        records.add(new TreeRecord.Content(KernelPath.HOST_NAME, Reading.of("secret-host")));
        records.add(new TreeRecord.Holders(Reading.of(holders)));
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
        Capture.write(tree(HOLDERS), out, blank);
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

    private static Snapshot snapshot(String host, List<Holder> holders) {
        return SnapshotReader.read(new ReplayedView(tree(holders)), new HostName(host), NOW);
    }

    /** Each of them by itself, in the forms in which a page and a terminal show it. */
    @Test
    void aSentenceHoldsNoneOfThem() {
        Blanks blanks = Blanks.of(List.of(snapshot("secret-host", HOLDERS)));
        for (String name : List.of(
                "secret-host",
                "secret-comm",
                "secret-unit.service",
                "secret-guest",
                "qemu -name secret-words",
                "/srv/secret-node",
                "xfs /mnt/secret-mount",
                "secret-label",
                "5ec0ffee-0000-4000-8000-00000000beef",
                "/etc/secret-file.rules",
                "PROGRAM=secret-rule",
                "secret&html",
                "secret&amp;html",
                "secret\u202ebidi&co",
                "secret\\u202ebidi&co",
                "secret\\u202ebidi&amp;co")) {
            blank(name, blanks.in("It is used by " + name + ", and more."));
        }
    }

    /** Of two names of which one begins as the other does, nothing stays. */
    @Test
    void aNameWithinANameLeavesNoRest() {
        Holder longer = new Holder(DEVICE, Holder.Kind.OPEN_FILE, 9, "secret-comm secret-rest", 0);
        List<Holder> both = new ArrayList<>(HOLDERS);
        both.add(longer);
        Snapshot snapshot = snapshot("secret-host", both);
        blank("holders", Blanks.of(List.of(snapshot)).in("It is used by secret-comm secret-rest, and more."));
    }

    @Test
    void whatIsNobodysNameGoesByItsFormAndTheDevicesStay() {
        Blanks blanks = Blanks.of(List.of(snapshot("dax", HOLDERS)));
        assertThat(blanks.in("dax0.1 at 0x100000000 of pid 42, uid 1000, from 10.1.2.3 on dax: 268435456 bytes"))
                .isEqualTo("dax0.1 at 0x... of pid ..., uid ..., from ADDRESS on HOST: 268435456 bytes");
        assertThat(blanks.in(Json.make()
                        .with("pid", 4242L)
                        .with("uid", 1000L)
                        .with("size", 5L)
                        .made()))
                .isEqualTo(Json.make()
                        .with("pid", 0L)
                        .with("uid", 0L)
                        .with("size", 5L)
                        .made());
        assertThat(blanks.in("made by 123e4567-e89b-42d3-a456-426614174000")).isEqualTo("made by UUID");
    }

    @Test
    void aReportHoldsNoneOfThem() {
        Snapshot snapshot = snapshot("secret-host", HOLDERS);
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
