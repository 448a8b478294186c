// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.ApplyEvent.StepVerified;
import io.github.daxboard.apply.ConfirmedRun.Result;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.report.Fact;
import io.github.daxboard.report.FactSheet;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.SnapshotReader;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Kernels that do not tell all, and devices that can't be looked into: what was not read counts as being there. */
class NotReadIsNotEmptyTest {
    private static final DeviceName DAX00 = DeviceName.of("dax0.0");
    private static final Change TO_RAM = new Change.SwitchMode(DAX00, Mode.SYSTEM_RAM);
    private static final Change TO_DEVDAX = new Change.SwitchMode(DAX00, Mode.DEVDAX);
    private static final KernelPath MEMORY32 =
            KernelPath.MEMORY.child("memory32").child("state");

    private static SimulatedKernel host(String... lines) {
        return SimulatedKernel.boot(World.parse("""
                kernel 5.8.0
                block 128M
                module kmem loaded
                ram 0x0 4G node 0
                region 0 hmem 0x100000000 512M node 1 cpus 0
                """ + String.join("\n", lines)));
    }

    private static Snapshot picture(KernelView kernel) {
        return SnapshotReader.read(kernel, new HostName("old"), Instant.EPOCH);
    }

    @Test
    void wherePartOfTheBusIsNotReadNothingIsPlannedThatRestsOnIt() {
        SimulatedKernel kernel = SimulatedKernel.boot(World.demo());
        Change create = new Change.Create(0, new Change.Extent.Size(2L << 20), Optional.empty());
        Change resize = new Change.Resize(DAX00, 2L << 20);
        KernelPath other = KernelPath.DAX_DEVICES.child("dax0.1");
        kernel.failRead(other, Errno.EIO);
        for (Change change : List.of(create, resize, new Change.Destroy(DeviceName.of("dax0.1")))) {
            isHidden(kernel, change, other);
        }
        kernel.failRead(KernelPath.DAX_DEVICES, Errno.EACCES);
        for (Change change : List.of(create, resize, TO_RAM)) {
            isHidden(kernel, change, KernelPath.DAX_DEVICES);
        }
    }

    private static void isHidden(KernelView kernel, Change change, KernelPath file) {
        assertThat(Planner.plan(picture(kernel), List.of(change))
                        .changes()
                        .getFirst()
                        .blockers())
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.kind()).isEqualTo(Problem.Kind.BLOCKED);
                    assertThat(refusal.what()).isEqualTo("The devices of the dax bus could not be read.");
                    assertThat(refusal.evidence()).singleElement().asString().startsWith(file + ": ");
                });
    }

    @Test
    void whereMemoryBlocksAreNotListedADeviceMayBePinned() {
        SimulatedKernel kernel = SimulatedKernel.boot(World.demo());
        kernel.failRead(KernelPath.MEMORY, Errno.EIO);

        assertThat(Planner.plan(picture(kernel), List.of(new Change.SwitchMode(DAX00, Mode.UNBOUND)))
                        .changes()
                        .getFirst()
                        .blockers())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.evidence())
                        .containsExactly(KernelPath.MEMORY + ": unreadable (EIO, input or output error)"));
    }

    private static Device device(KernelView kernel) {
        return picture(kernel).device(DAX00).orElseThrow();
    }

    private static List<Problem> blockers(KernelView kernel, Change change) {
        return Planner.plan(picture(kernel), List.of(change))
                .changes()
                .getFirst()
                .blockers();
    }

    private static Outcome run(SimulatedKernel kernel, Change change, List<ApplyEvent> events) {
        Order order = Order.of(List.of(change)).allowing(DAX00);
        return new Executor(kernel, System::nanoTime).run(Planner.plan(picture(kernel), order), events::add);
    }

    @Test
    void aKernelWithoutMappingFoldersTellsTheOneRangeByItsAddressAndSize() {
        SimulatedKernel kernel = host("before-5.10 on", "device dax0.0 512M devdax");

        assertThat(kernel.read(new KernelPath(device(kernel).path() + "/mapping0/start"))
                        .isAbsent())
                .isTrue();
        assertThat(device(kernel).ranges())
                .isEqualTo(Reading.of(List.of(new Range(0x1_0000_0000L, 0x1_1fff_ffffL, 0))));
        assertThat(device(kernel.asUser()).ranges()).isEqualTo(new Reading.Denied<>(Errno.EACCES));
    }

    @Test
    void withoutAddressItsRangesAreUnknownAndWhatNeedsThemIsBlocked() {
        SimulatedKernel kernel = host("before-5.10 on", "device dax0.0 512M system-ram online 4");
        kernel.failRead(new KernelPath(device(kernel).path() + "/resource"), Errno.ENOENT);

        assertThat(device(kernel).ranges()).isEqualTo(new Reading.Unreadable<>(Errno.ENOENT));
        assertThat(blockers(kernel, TO_DEVDAX).getFirst().what())
                .isEqualTo("A fact about dax0.0 that the plan needs could not be read.");
        assertThat(blockers(kernel, new Change.Offline(DAX00))).isNotEmpty();
    }

    /** A newer kernel always has the folders: without them its device was being changed. */
    @Test
    void aNewerKernelWithoutMappingFoldersHasUnknownRanges() {
        SimulatedKernel kernel = host("device dax0.0 512M devdax");
        kernel.failRead(new KernelPath(device(kernel).path() + "/mapping0/start"), Errno.ENOENT);

        assertThat(device(kernel).ranges().whyNot())
                .isEqualTo("not understood: \"ranges of 0 bytes in a device of 536870912\"");
        assertThat(blockers(kernel, TO_RAM).getFirst().what())
                .isEqualTo("A fact about dax0.0 that the plan needs could not be read.");
    }

    @Test
    void memoryOfAnOldKernelLeavesBlockByBlock() {
        SimulatedKernel kernel = host("before-5.10 on", "device dax0.0 512M system-ram online 4");

        Outcome outcome = run(kernel, TO_DEVDAX, new ArrayList<>());

        assertThat(outcome.verdict()).as(outcome.toString()).isEqualTo(Verdict.DONE);
        assertThat(kernel.read(MEMORY32).isAbsent()).isTrue();
        assertThat(picture(kernel).isPinned(device(kernel))).isFalse();
    }

    /** The list of memory blocks can't be read: then none is known, and none is known to be offline. */
    @Test
    void whereNoBlockIsSeenNoneIsOffline() {
        SimulatedKernel kernel = host("device dax0.0 512M system-ram online 4");
        Order order = Order.of(List.of(TO_DEVDAX));
        var before = Planner.plan(picture(kernel), order);
        for (int block = 32; block < 36; block++) {
            kernel.failRead(KernelPath.MEMORY.child("memory" + block).child("state"), Errno.ENOENT);
        }

        Outcome outcome = new Executor(kernel, System::nanoTime).run(before, event -> {});

        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED_UNDONE);
        assertThat(outcome.failure().orElseThrow().asText())
                .contains("no memory block of dax0.0 can be seen, so it is not known whether one is online");
        assertThat(device(kernel).driver()).isEqualTo(Reading.of(Driver.KMEM));

        kernel.failRead(KernelPath.MEMORY, Errno.EIO);
        assertThat(blockers(kernel, TO_DEVDAX).getFirst().what())
                .isEqualTo("The memory blocks of dax0.0 can't be seen.");
        assertThat(fact(kernel, "blocks")).doesNotContain("0 of 0").startsWith("unreadable");
    }

    private static String fact(KernelView kernel, String key) {
        Snapshot now = picture(kernel);
        return FactSheet.of(now, now.device(DAX00).orElseThrow()).stream()
                .filter(fact -> fact.key().equals(key))
                .map(Fact::shown)
                .findFirst()
                .orElse("");
    }

    /** A stray reservation in the second of two ranges: kmem goes on with the first, and its bind succeeds. */
    @Test
    void whatKmemLeavesOutIsSaidAfterwards() {
        SimulatedKernel kernel =
                host("device dax0.0 128M devdax", "device dax0.1 128M unbound", "device dax0.2 128M unbound");
        KernelPort admin = kernel.otherAdmin();
        admin.write(
                new KernelPath(device(kernel).path()).parent().child("dax0.1").child("size"), "0");
        run(kernel, new Change.Resize(DAX00, 384L << 20), new ArrayList<>());
        assertThat(device(kernel).ranges().value().orElseThrow()).hasSizeGreaterThan(1);
        Range last = device(kernel).ranges().value().orElseThrow().getLast();
        kernel.claim(last.start(), 2L << 20, "stray");
        List<ApplyEvent> events = new ArrayList<>();

        Outcome outcome = run(kernel, TO_RAM, events);

        assertThat(outcome.verdict()).as(outcome.toString()).isEqualTo(Verdict.DONE);
        String words = "0x" + Long.toHexString(last.start()) + "-0x" + Long.toHexString(last.end());
        assertThat(events)
                .filteredOn(StepVerified.class::isInstance)
                .extracting(event -> ((StepVerified) event).evidence().english())
                .anySatisfy(
                        evidence -> assertThat(evidence).contains(" online, movable; kmem left out 128 MiB: " + words));
        assertThat(fact(kernel, "left_out")).isEqualTo(words + " (128 MiB)");
        assertThat(outcome.stateNow())
                .singleElement()
                .satisfies(state -> assertThat(state.leftOut()).contains(128L << 20));
    }

    @Test
    void theHelpersLookDecidesWhetherAUsersPlanGoesThrough() {
        SimulatedKernel kernel = host("device dax0.0 512M devdax", "look dax0.0 EIO");
        Order order = Order.of(List.of(TO_RAM));
        String digest = Planner.plan(picture(kernel.asUser()), order).digest();
        ConfirmedRun helper = new ConfirmedRun(kernel, Clock.systemUTC());

        Result refused = helper.run(order, digest, event -> {}, Cancel.never());
        assertThat(refused).isInstanceOf(Result.Refused.class);
        assertThat(((Result.Refused) refused).refusal().kind()).isEqualTo(Problem.Kind.UNCONFIRMED);
        assertThat(kernel.writes()).isEmpty();

        assertThat(helper.run(order.allowing(DAX00), digest, event -> {}, Cancel.never()))
                .isInstanceOf(Result.Ran.class);
    }

    @Test
    void aLookThatFindsNothingLetsAUsersPlanThrough() {
        SimulatedKernel kernel = host("device dax0.0 512M devdax", "look dax0.0 EBUSY");
        Order order = Order.of(List.of(TO_RAM));
        String digest = Planner.plan(picture(kernel.asUser()), order).digest();
        kernel.setLook(DAX00, Optional.empty());

        assertThat(new ConfirmedRun(kernel, Clock.systemUTC()).run(order, digest, event -> {}, Cancel.never()))
                .isInstanceOf(Result.Ran.class);
        assertThat(fact(host("device dax0.0 512M devdax"), "superblock"))
                .isEqualTo("no known file system or format at its beginning, at its end or where copies are");
    }
}
