// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Superblock;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.SnapshotReader;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A tree that travelled is read as the kernel itself would have been. */
final class RecordedTreeTest {
    private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");
    private static final HostName HOST = new HostName("h");

    private static Snapshot travelled(KernelView kernel) throws BadMessage {
        RecordingView recording = new RecordingView(kernel);
        SnapshotReader.read(recording, HOST, NOW);
        RecordedTree tree = throughJson(recording.tree(NOW));
        return SnapshotReader.read(new ReplayedView(tree), HOST, tree.taken());
    }

    private static RecordedTree throughJson(RecordedTree tree) throws BadMessage {
        AnswerCodec codec = new AnswerCodec();
        TreeParts parts = new TreeParts();
        for (Answer answer : TreeParts.of(tree)) {
            switch (codec.parse(codec.print(answer))) {
                case Answer.Part part -> parts.add(part);
                case Answer.TreeEnd end -> {
                    return parts.end(end);
                }
                default -> throw new AssertionError(answer);
            }
        }
        throw new AssertionError("no end");
    }

    private static void assertTravels(KernelView kernel) throws BadMessage {
        Snapshot direct = SnapshotReader.read(kernel, HOST, NOW);
        assertThat(travelled(kernel)).isEqualTo(direct);
    }

    @Test
    void theDemosMachineIsTheSameAfterTheJourney() throws BadMessage {
        SimulatedKernel kernel = SimulatedKernel.boot(World.demo());
        assertTravels(kernel);
        assertThat(travelled(kernel).devices()).isNotEmpty();
    }

    @Test
    void theLabsMachineIsTheSameAfterTheJourney() throws BadMessage {
        assertTravels(SimulatedKernel.boot(World.lab()));
    }

    @Test
    void whatAUserMayNotReadIsDeniedAfterTheJourneyToo() throws BadMessage {
        assertTravels(SimulatedKernel.boot(World.demo()).asUser());
    }

    @Test
    void whatCannotBeReadIsUnreadableAfterTheJourneyToo() throws BadMessage {
        SimulatedKernel kernel = SimulatedKernel.boot(World.demo());
        kernel.failRead(KernelPath.AUTOPROBE, Errno.EIO);
        assertTravels(kernel);
        assertThat(travelled(kernel).autoprobe()).isEqualTo(new Reading.Unreadable<>(Errno.EIO));
    }

    @Test
    void manyHoldersTravelInSeveralParts() throws BadMessage {
        SimulatedKernel kernel = SimulatedKernel.boot(World.demo());
        IntStream.rangeClosed(1, 1000)
                .forEach(pid -> kernel.addHolder(
                        new Holder(DeviceName.of("dax0.0"), Holder.Kind.MAPPING, pid, "\u001b\"evil\n", 0)));
        assertTravels(kernel);
    }

    @Test
    void manyNamesTravelInSeveralPartsAndNoLineGrowsWithThem() throws BadMessage {
        List<String> names =
                IntStream.range(0, 100_000).mapToObj(i -> "memory" + i).toList();
        RecordedTree tree = new RecordedTree(NOW, List.of(new TreeRecord.Names(KernelPath.MEMORY, Reading.of(names))));
        assertThat(throughJson(tree)).isEqualTo(tree);
        AnswerCodec codec = new AnswerCodec();
        assertThat(TreeParts.of(tree))
                .allSatisfy(answer -> assertThat(codec.print(answer)).hasSizeLessThan(16_384));
    }

    @Test
    void aThingIsReadOnceHoweverOftenItIsAskedFor() {
        SimulatedKernel kernel = SimulatedKernel.boot(World.demo());
        RecordingView recording = new RecordingView(kernel);
        Reading<String> first = recording.read(KernelPath.AUTOPROBE);
        kernel.otherAdmin().write(KernelPath.AUTOPROBE, "0");
        assertThat(recording.read(KernelPath.AUTOPROBE)).isEqualTo(first);
        assertThat(recording.tree(NOW).records()).hasSize(1);
    }

    @Test
    void whatWasNotRecordedIsSaidToBeThatAndIsNotAbsent() {
        ReplayedView view = new ReplayedView(new RecordedTree(NOW, List.of()));
        assertThat(view.read(KernelPath.AUTOPROBE).isAbsent()).isFalse();
        assertThat(view.read(KernelPath.AUTOPROBE).whyNot()).contains("did not send it");
    }

    @Test
    void aTreeThatLostAPartIsRefused() {
        assertThatExceptionOfType(BadMessage.class).isThrownBy(() -> new TreeParts().end(new Answer.TreeEnd(NOW, 1)));
    }

    @Test
    void aPartThatGoesOnWithAnotherFolderIsRefused() throws BadMessage {
        TreeParts parts = new TreeParts();
        parts.add(new Answer.Part(new TreeRecord.Names(KernelPath.MEMORY, Reading.of(List.of("a"))), true));
        assertThatExceptionOfType(BadMessage.class)
                .isThrownBy(() -> parts.add(new Answer.Part(
                        new TreeRecord.Names(KernelPath.DAX_DEVICES, Reading.of(List.of("b"))), false)));
    }

    @Test
    void aTextLongerThanAnyAttributeIsNotTakenForOne() {
        RecordingView recording = new RecordingView(new LongText());
        assertThat(recording.read(KernelPath.AUTOPROBE)).isInstanceOf(Reading.Malformed.class);
    }

    private static final class LongText implements KernelView {
        private final KernelView nothing = new ReplayedView(new RecordedTree(NOW, List.of()));

        @Override
        public Reading<String> read(KernelPath path) {
            return Reading.of("x".repeat(100_000));
        }

        @Override
        public Reading<String> readLink(KernelPath path) {
            return nothing.readLink(path);
        }

        @Override
        public Reading<List<String>> list(KernelPath path) {
            return nothing.list(path);
        }

        @Override
        public Reading<io.github.daxboard.model.DriverState> driverState(io.github.daxboard.model.Driver driver) {
            return nothing.driverState(driver);
        }

        @Override
        public Reading<List<Holder>> holders() {
            return nothing.holders();
        }

        @Override
        public Reading<Superblock> superblock(DeviceName device) {
            return nothing.superblock(device);
        }

        @Override
        public Reading<List<OnlineRule>> onlineRules() {
            return nothing.onlineRules();
        }
    }
}
