// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.Executor;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.NumaNode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.SnapshotReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whether there is room for memory that goes offline is asked when a change is planned and before each block goes. Both say
 * the same of the same numbers.
 */
class OneRuleForRoomTest {
    private static final DeviceName DAX00 = DeviceName.of("dax0.0");
    private static final long GIB = 1L << 30;
    private static final String KERNEL = """
            block 1G
            module device_dax loaded
            module kmem loaded
            """;

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    private static Snapshot picture(SimulatedKernel kernel) {
        return SnapshotReader.read(kernel, new HostName("random"), Instant.EPOCH);
    }

    private static SimulatedKernel boot(String more) {
        return SimulatedKernel.boot(World.parse(KERNEL + more));
    }

    private static Outcome run(SimulatedKernel kernel, Plan plan) {
        return new Executor(kernel, System::nanoTime).run(plan, event -> {});
    }

    /** What a run says of it where nothing was in the way when it was planned: programs took the memory since. */
    private static Outcome runAnyway(SimulatedKernel kernel, Change change) {
        Snapshot picture = picture(kernel);
        List<NumaNode> empty = picture.nodes().stream()
                .map(node -> new NumaNode(
                        node.id(),
                        node.cpus(),
                        node.socket(),
                        node.total(),
                        node.total(),
                        Reading.of(0L),
                        node.distances(),
                        node.tier(),
                        node.access()))
                .toList();
        Plan plan = Planner.plan(picture.withNodes(empty), List.of(change));
        assertThat(plan.isBlocked()).as(plan.toString()).isFalse();
        return run(kernel, plan);
    }

    private static void agree(String world, boolean isRoom) {
        Change change = new Change.Offline(DAX00);
        Plan plan = Planner.plan(picture(boot(world)), List.of(change));
        Outcome outcome = runAnyway(boot(world), change);

        assertThat(plan.isBlocked()).as("%s%n%s", plan.changes(), outcome).isNotEqualTo(isRoom);
        assertThat(outcome.verdict()).as(outcome.toString()).isEqualTo(isRoom ? Verdict.DONE : Verdict.FAILED_UNDONE);
        if (!isRoom) {
            Problem before = plan.changes().getFirst().blockers().getFirst();
            Problem during = outcome.failure().orElseThrow();
            assertThat(during.what()).endsWith(before.what()).startsWith("Memory block ");
            assertThat(during.why()).isEqualTo(before.why());
            assertThat(during.cure()).isEqualTo(before.cure());
            assertThat(during.errno()).isEqualTo(before.errno());
            assertThat(during.evidence()).isEqualTo(before.evidence());
        }
    }

    /** A large node that is full does not keep a roomy one from taking the memory. */
    @Test
    void aFullNodeAsksNothingOfTheOthers() {
        agree("""
                ram 0x0 1024G node 0
                ram 0x20000000000 64G node 1
                node 0 used 1024G
                node 1 used 4G
                node 2 used 16G
                region 0 hmem 0x40000000000 16G node 2 cpus 0
                device dax0.0 16G system-ram online 16
                """, true);
    }

    /** Several small nodes have room together: not each of them keeps 1 GiB. */
    @Test
    void smallNodesHaveRoomTogether() {
        agree("""
                ram 0x0 8G node 0
                ram 0x200000000 8G node 1
                ram 0x400000000 8G node 2
                ram 0x600000000 8G node 3
                node 0 used 7G
                node 1 used 7G
                node 2 used 7G
                node 3 used 7G
                node 4 used 2G
                region 0 hmem 0x1000000000 2G node 4 cpus 0
                device dax0.0 2G system-ram online 2
                """, true);
    }

    @Test
    void whatStaysFreeIsNoRoom() {
        agree("""
                ram 0x0 4G node 0
                node 0 used 2G
                node 1 used 2G
                region 0 hmem 0x100000000 2G node 1 cpus 0
                device dax0.0 2G system-ram online 2
                """, false);
    }

    /** The movable memory of a node without processors takes no page of a kernel zone. */
    @Test
    void memoryOfAKernelZoneGoesToNodesWithProcessorsOnly() {
        String nodes = """
                ram 0x0 4G node 0
                node 0 used 4G
                node 1 used 2G
                region 0 hmem 0x1000000000 2G node 1 cpus 0
                region 1 hmem 0x2000000000 16G node 2 cpus 0
                device dax1.0 16G system-ram online 16
                """;
        agree(nodes + "device dax0.0 2G system-ram online 2 movable\n", true);
        agree(nodes + "device dax0.0 2G system-ram online 2 kernel\n", false);
    }

    /** Newer kernels take all blocks offline by one write: the room is looked at before it too. */
    @Test
    void theOneWriteForAllBlocksNeedsRoomToo() {
        String world = """
                module fsdev_dax loaded
                hotplug-state on
                ram 0x0 4G node 0
                node 0 used 3G
                node 1 used 2G
                region 0 hmem 0x100000000 2G node 1 cpus 0
                device dax0.0 2G system-ram online 2
                """;
        SimulatedKernel kernel = boot(world);

        Outcome outcome = runAnyway(kernel, new Change.SwitchMode(DAX00, Mode.DEVDAX));

        assertThat(outcome.failure().orElseThrow().what())
                .endsWith("The memory of dax0.0 is in use, and there is no room to move it to.");
        assertThat(kernel.writes()).noneMatch(write -> write.value().equals("unplugged"));
    }

    /** A node that has no memory online takes nothing, and is not what makes the answer unknown. */
    @Test
    void aNodeWithoutMemoryTakesNothing() {
        agree("""
                ram 0x0 4G node 0
                node 0 used 4G
                node 1 used 1G
                region 0 hmem 0x1000000000 2G node 1 cpus 0
                device dax0.0 2G system-ram online 2
                region 1 hmem 0x2000000000 16G node 2 cpus 0
                device dax1.0 16G system-ram
                """, false);
    }

    /** Where no other node has memory the pages go to the rest of the node (do_migrate_range). */
    @Test
    void theOnlyNodeTakesItsOwnPages() {
        String device = """
                region 0 hmem 0x1000000000 2G node 0 cpus 0
                device dax0.0 2G system-ram online 2
                """;
        agree("ram 0x0 8G node 0\nnode 0 used 6G\n" + device, true);
        agree("ram 0x0 8G node 0\nnode 0 used 8G\n" + device, false);
    }

    /** Two devices that go in one order share the room: the second is refused before the first is touched. */
    @Test
    void theFirstDeviceUsesTheRoomUp() {
        String world = """
                ram 0x0 8G node 0
                node 0 used 4G
                node 1 used 2G
                node 2 used 2G
                region 0 hmem 0x1000000000 2G node 1 cpus 0
                device dax0.0 2G system-ram online 2
                region 1 hmem 0x2000000000 2G node 2 cpus 0
                device dax1.0 2G system-ram online 2
                """;
        List<Change> both = List.of(new Change.Offline(DAX00), new Change.Offline(DeviceName.of("dax1.0")));

        List<ChangePlan> plans = Planner.plan(picture(boot(world)), both).changes();

        assertThat(plans).extracting(ChangePlan::isBlocked).containsExactly(false, true);
        assertThat(plans.getLast().blockers().getFirst().asText()).startsWith("""
                The memory of dax1.0 is in use, and there is no room to move it to. (ENOMEM: out of memory)
                Why: Up to 2 GiB of it are used; the other nodes can take 1 GiB.\s""");
        assertThat(Planner.plan(picture(boot(world)), both.reversed()).changes())
                .extracting(ChangePlan::isBlocked)
                .containsExactly(false, true);
    }

    /** Plans for several devices on nodes that are more or less full: what one allows goes through, write for write. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatAPlanAllowsTheRunDoesNotRefuse(long seed) {
        Random chance = new Random(seed);
        String world = world(chance);
        List<Change> all = changes(chance, picture(boot(world)));
        // Where pages of both kinds of zone move in one order, which nodes they fill is up to the kernel.
        List<Change> changes = world.contains(" kernel") ? all.subList(0, 1) : all;
        SimulatedKernel kernel = boot(world);
        Plan plan = Planner.plan(picture(kernel), changes);
        Optional<ChangePlan> blocked =
                plan.changes().stream().filter(ChangePlan::isBlocked).findFirst();
        if (blocked.isPresent()) {
            int first = plan.changes().indexOf(blocked.get());
            assertThat(blocked.get().blockers().getFirst().what()).contains("no room to move it to");
            if (first == 0) {
                Problem during = runAnyway(kernel, changes.getFirst()).failure().orElseThrow();
                assertThat(during.why())
                        .as(world)
                        .isEqualTo(blocked.get().blockers().getFirst().why());
            }
            return;
        }
        Outcome outcome = run(kernel, plan);
        assertThat(outcome.verdict()).as("%s%s%n%s", world, changes, outcome).isEqualTo(Verdict.DONE);
    }

    private static List<Change> changes(Random chance, Snapshot picture) {
        List<Change> changes = new ArrayList<>();
        picture.devices().forEach(device -> {
            if (chance.nextInt(3) != 0) {
                changes.add(
                        chance.nextBoolean() ? new Change.Offline(device.name()) : new Change.Destroy(device.name()));
            }
        });
        return changes.isEmpty() ? List.of(new Change.Offline(DAX00)) : changes;
    }

    private static String world(Random chance) {
        StringBuilder text = new StringBuilder();
        int sockets = 1 + chance.nextInt(3);
        for (int node = 0; node < sockets; node++) {
            long gib = 2L + chance.nextInt(40);
            text.append("ram 0x%x %dG node %d%n".formatted(node * 64L * GIB, gib, node));
            filled(text, node, gib, chance);
        }
        int regions = 1 + chance.nextInt(3);
        for (int region = 0; region < regions; region++) {
            // Now and then two regions, or a region and a socket, are of one node.
            int node = chance.nextInt(4) == 0 ? chance.nextInt(sockets + 1) : sockets + region;
            text.append("region %d hmem 0x%x 16G node %d cpus 0%n".formatted(region, (region + 8) * 64L * GIB, node));
            long online = 0;
            for (int device = 0; device < 2; device++) {
                int blocks = chance.nextInt(8);
                online += blocks;
                text.append("device dax%d.%d 8G system-ram".formatted(region, device))
                        .append(blocks == 0 ? "" : " online " + blocks + (chance.nextInt(4) == 0 ? " kernel" : ""))
                        .append('\n');
            }
            if (node >= sockets) {
                filled(text, node, online, chance);
            }
        }
        return text.toString();
    }

    private static void filled(StringBuilder text, int node, long gib, Random chance) {
        long used = (long) (gib * 1024 * chance.nextDouble());
        text.append("node %d used %dM%n".formatted(node, used));
        if (chance.nextBoolean()) {
            text.append("node %d cached %dM%n".formatted(node, (gib * 1024 - used) / 2));
        }
    }
}
