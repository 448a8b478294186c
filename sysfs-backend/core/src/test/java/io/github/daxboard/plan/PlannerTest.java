// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import static io.github.daxboard.plan.Pictures.DAX00;
import static io.github.daxboard.plan.Pictures.DAX01;
import static io.github.daxboard.plan.Pictures.DAX10;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Snapshot;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {

    private static ChangePlan plan(Snapshot snapshot, DeviceName device, Mode to) {
        return Planner.plan(snapshot, List.of(new Change.SwitchMode(device, to)))
                .changes()
                .getFirst();
    }

    private static List<String> writes(ChangePlan plan) {
        return plan.steps().stream()
                .flatMap(step -> step.action().writes().stream())
                .map(write -> write.when() + " " + write.value() + " > " + write.shortPath())
                .toList();
    }

    @Test
    void devdaxToFsdevLoadsFirstRegistersWhileBoundAndForgetsBothIds() {
        ChangePlan plan = plan(Pictures.plain(), DAX00, Mode.FSDEV);

        assertThat(plan.steps())
                .extracting(step -> step.action().describe())
                .containsExactly(
                        "Check that nobody holds dax0.0",
                        "Keep the bus from probing by itself",
                        "Load the module fsdev_dax",
                        "Let the bus probe by itself again",
                        "Register dax0.0 with fsdev_dax",
                        "Unbind dax0.0 from device_dax",
                        "Bind dax0.0 to fsdev_dax",
                        "Forget dax0.0 in fsdev_dax",
                        "Forget dax0.0 in device_dax");
        assertThat(writes(plan))
                .containsExactly(
                        "ALWAYS 0 > drivers_autoprobe",
                        "ALWAYS 1 > drivers_autoprobe",
                        "ALWAYS dax0.0 > drivers/fsdev_dax/new_id",
                        "ALWAYS dax0.0 > drivers/device_dax/unbind",
                        "ALWAYS dax0.0 > drivers/fsdev_dax/bind",
                        "ALWAYS dax0.0 > drivers/fsdev_dax/remove_id",
                        "ALWAYS dax0.0 > drivers/device_dax/remove_id");
    }

    @Test
    void fsdevToDevdaxAsksWithAPlainBindBeforeNewId() {
        Snapshot bound = Pictures.withDriverState(
                Pictures.plain().withDriver(DAX00, Optional.of(Driver.FSDEV_DAX)),
                Driver.FSDEV_DAX,
                DriverState.LOADED);

        assertThat(writes(plan(bound, DAX00, Mode.DEVDAX)))
                .containsExactly(
                        "ALWAYS dax0.0 > drivers/fsdev_dax/unbind",
                        "ALWAYS dax0.0 > drivers/device_dax/bind",
                        "ON_ENODEV dax0.0 > drivers/device_dax/new_id",
                        "AFTER_NEW_ID dax0.0 > drivers/device_dax/remove_id",
                        "ALWAYS dax0.0 > drivers/fsdev_dax/remove_id");
    }

    @Test
    void aLoadedModuleIsNotLoadedAgain() {
        Snapshot loaded = Pictures.withDriverState(Pictures.plain(), Driver.FSDEV_DAX, DriverState.LOADED);

        assertThat(plan(loaded, DAX00, Mode.FSDEV).steps())
                .noneMatch(step -> step.action() instanceof Action.LoadModule)
                .noneMatch(step -> step.action() instanceof Action.SetAutoprobe);
    }

    @Test
    void autoprobeThatIsOffStaysOff() {
        Snapshot off = Pictures.withAutoprobe(Pictures.plain(), false);

        assertThat(plan(off, DAX00, Mode.FSDEV).steps())
                .anyMatch(step -> step.action() instanceof Action.LoadModule)
                .noneMatch(step -> step.action() instanceof Action.SetAutoprobe);
    }

    @Test
    void idleNeighboursThatNewIdWouldSweepAreNamedAndGivenBack() {
        Snapshot idle = Pictures.plain().withDriver(DAX00, Optional.empty()).withDriver(DAX01, Optional.empty());

        ChangePlan plan = plan(idle, DAX00, Mode.DEVDAX);

        assertThat(writes(plan)).contains("IF_SWEPT dax0.1 > drivers/device_dax/unbind");
        assertThat(plan.warnings()).anyMatch(warning -> warning.text().contains("dax0.1"));
    }

    @Test
    void aPmemDeviceMatchesByTypeSoNobodyIsSwept() {
        Snapshot idle = Pictures.plain().withDriver(DAX10, Optional.empty()).withDriver(DAX01, Optional.empty());

        assertThat(plan(idle, DAX10, Mode.DEVDAX).warnings()).isEmpty();
    }

    @Test
    void aHolderBlocksAndIsNamed() {
        Holder holder = new Holder(DAX00, Holder.Kind.MAPPING, 4211, "qemu-system-x86", 0);

        ChangePlan plan = plan(Pictures.withHolders(Pictures.plain(), Reading.of(List.of(holder))), DAX00, Mode.FSDEV);

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.blockers()).singleElement().satisfies(refusal -> {
            assertThat(refusal.asText()).isEqualTo("""
                    dax0.0 is in use. (EBUSY: device or resource busy)
                    Why: The kernel would pull its memory from under its user without asking.
                      | qemu-system-x86 (pid 4211) has it mapped
                    What to do: Stop the programs or unmount the file systems that use it, then plan again.""");
        });
    }

    @ParameterizedTest
    @CsvSource({"1, CAP_SYS_PTRACE", "3, container", "110, did not end in time", "5, EIO"})
    void holdersThatRootCannotSeeBlock(int errno, String why) {
        Snapshot unseen = Pictures.withHolders(Pictures.plain(), Reading.failed(new Errno(errno)));

        assertThat(plan(unseen, DAX00, Mode.FSDEV).blockers()).singleElement().satisfies(refusal -> {
            assertThat(refusal.what()).isEqualTo("It is not known whether dax0.0 is in use.");
            assertThat(refusal.why()).contains(why);
            assertThat(refusal.cure()).doesNotContain("sudo");
        });
    }

    @Test
    void oneProgramThatHasItOpenAndMappedIsOneUser() {
        List<Holder> both = List.of(
                new Holder(DAX00, Holder.Kind.OPEN_FILE, 7, "app", 0),
                new Holder(DAX00, Holder.Kind.MAPPING, 7, "app", 0));

        assertThat(plan(Pictures.withHolders(Pictures.plain(), Reading.of(both)), DAX00, Mode.FSDEV)
                        .blockers())
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.why()).contains("from under its user without");
                    assertThat(refusal.evidence()).containsExactly("app (pid 7) has it open and mapped");
                });
    }

    @Test
    void anotherDevicesHolderDoesNotBlock() {
        Holder holder = new Holder(DAX01, Holder.Kind.OPEN_FILE, 7, "cat", 0);

        assertThat(plan(Pictures.withHolders(Pictures.plain(), Reading.of(List.of(holder))), DAX00, Mode.FSDEV)
                        .isBlocked())
                .isFalse();
    }

    @Test
    void holdersThatCannotBeSeenAreAWarningNotAGuess() {
        Snapshot unseen = Pictures.withHolders(Pictures.plain(), new Reading.Denied<>(Errno.EACCES));

        ChangePlan plan = plan(unseen, DAX00, Mode.FSDEV);

        assertThat(plan.isBlocked()).isFalse();
        assertThat(plan.warnings()).anyMatch(warning -> warning.text().contains("Only root can see"));
    }

    @Test
    void aMissingDriverBlocksWithWhatToInstall() {
        Snapshot missing = Pictures.withDriverState(Pictures.plain(), Driver.FSDEV_DAX, DriverState.MISSING);

        assertThat(plan(missing, DAX00, Mode.FSDEV).blockers())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.asText())
                        .contains("fsdev_dax is missing", "Linux 6.12.0", "kernel-driver/README.md"));
    }

    @Test
    void aPinnedDeviceIsRefusedEverywhere() {
        long start =
                Pictures.plain().device(DAX00).orElseThrow().resource().value().orElseThrow();
        Snapshot pinned = Pictures.withBlocks(
                Pictures.plain().withDriver(DAX00, Optional.empty()),
                List.of(new MemoryBlock(
                        start / (128 << 20), start, Reading.of("online"), Reading.of("Normal"), Reading.of(1))));

        assertThat(Mode.values())
                .filteredOn(mode -> mode != Mode.UNBOUND)
                .allSatisfy(mode -> assertThat(plan(pinned, DAX00, mode).blockers())
                        .singleElement()
                        .satisfies(refusal -> assertThat(refusal.what()).contains("pinned until reboot")));
    }

    @Test
    void aForeignDriverIsLeftAlone() {
        Snapshot foreign = Pictures.plain().withDriver(DAX00, Optional.of(new Driver("other_dax")));

        assertThat(plan(foreign, DAX00, Mode.DEVDAX).blockers())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.what()).contains("other_dax"));
    }

    @Test
    void anUnknownDeviceIsAUsageErrorThatNamesThoseThatAreThere() {
        assertThat(plan(Pictures.plain(), DeviceName.of("dax9.9"), Mode.FSDEV).blockers())
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.kind()).isEqualTo(Problem.Kind.USAGE);
                    assertThat(refusal.why()).contains("dax0.0, dax0.1, dax1.0");
                });
    }

    @Test
    void aModeThatTheDeviceHasNeedsNothing() {
        assertThat(plan(Pictures.plain(), DAX00, Mode.DEVDAX).isNothingToDo()).isTrue();
    }

    @Test
    void aLaterChangeIsPlannedOnWhatTheEarlierLeadsTo() {
        Plan plan = Planner.plan(
                Pictures.plain(),
                List.of(new Change.SwitchMode(DAX00, Mode.FSDEV), new Change.SwitchMode(DAX00, Mode.UNBOUND)));

        assertThat(plan.changes().getLast().from()).contains(Mode.FSDEV);
        assertThat(writes(plan.changes().getLast())).contains("ALWAYS dax0.0 > drivers/fsdev_dax/unbind");
    }

    @Test
    void theDigestIsTheSameForRootAndUserAndAnotherOnAnotherHost() {
        List<Change> change = List.of(new Change.SwitchMode(DAX00, Mode.FSDEV));
        String root = Planner.plan(Pictures.plain(), change).digest();
        String user = Planner.plan(Pictures.withHolders(Pictures.plain(), new Reading.Denied<>(Errno.EACCES)), change)
                .digest();
        String moved = Planner.plan(Pictures.plain().withDriver(DAX01, Optional.empty()), change)
                .digest();

        assertThat(root).isEqualTo(user).matches("[0-9a-f]{64}").isNotEqualTo(moved);
    }

    @Test
    void everyStepThatWritesCanBeUndoneOrSaysWhyNot() {
        assertThat(plan(Pictures.plain(), DAX00, Mode.FSDEV).steps())
                .allSatisfy(step -> assertThat(step.undo().describe()).isNotBlank());
    }
}
