// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.doctor.Finding;
import io.github.daxboard.doctor.Finding.State;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.SnapshotReader;
import io.github.daxboard.ui.SimHost;
import io.github.daxboard.ui.machine.MachineViewModel.Remark;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineViewModelTest {
    @Test
    void whatIsWrongIsSaidWithWhatWasReadAndWhatToDoAndWhatIsWellIsNot() {
        assertThat(MachineViewModel.worthSaying(List.of(
                        finding("devices", State.PROBLEM),
                        finding("agent", State.PROBLEM),
                        finding("device_dax", State.GOOD),
                        finding("auto-online", State.WARNING))))
                .extracting(Remark::title, Remark::tone, Remark::next)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("agent is so", "danger", "do this"),
                        org.assertj.core.groups.Tuple.tuple("auto-online is so", "warn", "do this"));
    }

    private static Finding finding(String key, State state) {
        return new Finding(key, state, key + " is so", List.of("a file: a value"), "do this");
    }

    @Test
    void aMachineWithoutDaxMemorySaysWhatWasLookedForAndWhatIsMissing() throws Exception {
        MachineViewModel page = new MachineViewModel(SimHost.bare().snapshot(), true);
        assertThat(page.title()).isEqualTo("This machine has no DAX memory");
        assertThat(page.findings()).hasSize(6);
        assertThat(page.asText(List.of()))
                .contains("not found: Driver for fsdev")
                .doesNotContain("More checks");
    }

    @Test
    void aBusThatCouldNotBeReadIsNotSaidToBeEmpty() {
        SimulatedKernel kernel = SimulatedKernel.boot(World.demo());
        kernel.failRead(KernelPath.DAX_DEVICES, Errno.EIO);
        MachineViewModel page =
                new MachineViewModel(SnapshotReader.read(kernel, new HostName("box"), Instant.EPOCH), true);

        assertThat(page.title()).isEqualTo("The DAX memory of box could not be read");
        assertThat(page.asText(List.of()))
                .contains("not known: The dax bus - /sys/bus/dax/devices could not be read: unreadable (EIO")
                .doesNotContain("not found");
    }

    @Test
    void theTextToCopyHasWhatTheDoctorFoundToo() throws Exception {
        MachineViewModel page = new MachineViewModel(SimHost.bare().snapshot(), true);
        assertThat(page.asText(MachineViewModel.worthSaying(List.of(finding("agent", State.PROBLEM)))))
                .contains("not found: Driver for fsdev")
                .endsWith("More checks\nagent is so\n  a file: a value\n  Next: do this");
    }
}
