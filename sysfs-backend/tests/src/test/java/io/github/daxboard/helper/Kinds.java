// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.Executor;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.IomemEntry;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.SnapshotReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every kind of plan: each way from mode to mode, each change of a device's shape and memory, and several in one. */
final class Kinds {
    private static final DeviceName DAX00 = DeviceName.of("dax0.0");
    private static final DeviceName DAX01 = DeviceName.of("dax0.1");
    private static final long MIB = 1L << 20;
    private static final long START = 0x100000000L;

    private Kinds() {}

    /**
     * A kind of plan.
     *
     * @param more what its machine has beside the usual, in a world's words
     * @param before what brings the machine to where the plan begins
     */
    record Kind(String name, String more, List<Change> before, List<Change> changes) {
        @Override
        public String toString() {
            return name;
        }

        /** A machine on which nothing of it was done yet. */
        SimulatedKernel ready() {
            SimulatedKernel kernel = SimulatedKernel.boot(
                    World.parse("""
                    kernel 6.12.117+deb12-amd64
                    host kinds
                    block 128M
                    module device_dax loaded
                    module kmem loaded
                    module fsdev_dax loadable
                    ram 0x0 4G node 0
                    region 0 hmem 0x100000000 1G node 1 cpus 0
                    device dax0.0 256M devdax
                    """ + (more.contains("dax0.1") ? "" : "device dax0.1 256M devdax\n") + more));
            carryOut(kernel, before);
            return kernel;
        }

        private static void carryOut(SimulatedKernel kernel, List<Change> changes) {
            if (!changes.isEmpty()) {
                Outcome outcome = new Executor(kernel, System::nanoTime).run(plan(kernel, changes), event -> {});
                assertThat(outcome.verdict()).as(outcome.toString()).isEqualTo(Verdict.DONE);
            }
        }

        /** What the machine is before the plan, and after each of its changes. */
        List<List<String>> stages() {
            List<List<String>> stages = new ArrayList<>();
            for (int count = 0; count <= changes.size(); count++) {
                SimulatedKernel kernel = ready();
                carryOut(kernel, changes.subList(0, count));
                stages.add(seen(kernel));
            }
            return stages;
        }

        Plan plan(SimulatedKernel kernel) {
            return plan(kernel, changes);
        }

        private static Plan plan(SimulatedKernel kernel, List<Change> changes) {
            Order order = new Order(
                    changes,
                    changes.stream().flatMap(change -> change.target().stream()).collect(Collectors.toSet()));
            Plan plan = Planner.plan(picture(kernel), order);
            assertThat(plan.changes().stream().map(ChangePlan::blockers).flatMap(List::stream))
                    .isEmpty();
            return plan;
        }
    }

    static Snapshot picture(SimulatedKernel kernel) {
        return SnapshotReader.read(kernel, new HostName("kinds"), Instant.EPOCH);
    }

    /** All of a machine that a plan may change, a line each; the drivers' lists of ids too, which no file shows. */
    static List<String> seen(SimulatedKernel kernel) {
        Snapshot now = picture(kernel);
        List<String> lines = new ArrayList<>();
        lines.add("autoprobe " + now.autoprobe());
        lines.add("policy " + now.memory().autoOnline());
        for (Region region : now.regions()) {
            lines.add("region " + region.id() + " " + region.available());
            region.devices().forEach(device -> lines.add(device.toString()));
        }
        now.memory().blocks().forEach(block -> lines.add(block.toString()));
        now.iomem().value().orElse(List.of()).stream()
                .filter(entry -> entry.name().equals(IomemEntry.KMEM))
                .forEach(entry -> lines.add(entry.toString()));
        lines.add("ids " + kernel.ids());
        return lines;
    }

    private static Change to(Mode mode) {
        return new Change.SwitchMode(DAX00, mode);
    }

    static List<Kind> all() {
        List<Kind> all = new ArrayList<>();
        for (Mode from : Mode.values()) {
            for (Mode to : Mode.values()) {
                if (from != to) {
                    List<Change> before = from == Mode.DEVDAX ? List.of() : List.of(to(from));
                    all.add(new Kind(from.word() + " to " + to.word(), "", before, List.of(to(to))));
                }
            }
        }
        Change unbind = new Change.SwitchMode(DAX01, Mode.UNBOUND);
        Change ram = to(Mode.SYSTEM_RAM);
        List<Change> create = List.of(new Change.Create(0, new Change.Extent.Size(128 * MIB), Optional.of(4096L)));
        all.add(new Kind("create by size", "", List.of(), create));
        all.add(kind(
                "create at",
                new Change.Create(
                        0, new Change.Extent.At(START + 896 * MIB, START + 1024 * MIB - 1), Optional.empty())));
        all.add(kind("shrink", new Change.Resize(DAX01, 128 * MIB)));
        all.add(kind("grow", new Change.Resize(DAX01, 384 * MIB)));
        all.add(kind("align", new Change.SetAlign(DAX01, 4096)));
        all.add(kind("destroy", new Change.Destroy(DAX01)));
        all.add(kind("destroy the first", new Change.Destroy(DAX00)));
        all.add(new Kind(
                "destroy system-ram",
                "",
                List.of(new Change.SwitchMode(DAX01, Mode.SYSTEM_RAM)),
                List.of(new Change.Destroy(DAX01))));
        all.add(new Kind("offline", "", List.of(ram), List.of(new Change.Offline(DAX00))));
        all.add(new Kind(
                "online", "", List.of(ram, new Change.Offline(DAX00)), List.of(new Change.Online(DAX00, Zone.KERNEL))));
        all.add(new Kind("to system-ram, policy online", "auto-online online\n", List.of(), List.of(ram)));
        all.add(new Kind(
                "from system-ram, policy online", "auto-online online\n", List.of(ram), List.of(to(Mode.DEVDAX))));
        all.add(new Kind("unplug", "hotplug-state on\n", List.of(ram), List.of(to(Mode.DEVDAX))));
        String stale = "device dax0.1 256M unbound\nid device_dax dax0.1\n";
        all.add(new Kind(
                "with a neighbour that is swept", stale, List.of(), List.of(to(Mode.UNBOUND), to(Mode.DEVDAX))));
        all.add(new Kind("with a neighbour, to system-ram and back", stale, List.of(), List.of(ram, to(Mode.DEVDAX))));
        all.add(kind("several", unbind, new Change.Resize(DAX01, 128 * MIB), ram, new Change.Destroy(DAX01)));
        return all;
    }

    private static Kind kind(String name, Change... changes) {
        return new Kind(name, "", List.of(), List.of(changes));
    }
}
