// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.Errno;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.SnapshotReader;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the dax bus can't be read, no command says that something is not there. */
class HiddenDevicesTest {
    private static CommandLineRun run(String line) {
        SimulatedKernel kernel = SimulatedKernel.boot(World.demo());
        kernel.failRead(KernelPath.DAX_DEVICES, Errno.EIO);
        return CommandLineRun.of(
                DemoBut.with(
                        Map.of("snapshot", demo -> SnapshotReader.read(kernel, new HostName("box"), Instant.EPOCH))),
                "",
                (line + " --host demo").split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"show dax0.0", "show region0", "holders", "holders dax0.0", "plan dax0.0 fsdev"})
    void itIsBlockedByTheFileThatWasNotRead(String line) {
        CommandLineRun run = run(line);

        assertThat(run.exit()).as(run.all()).isEqualTo(ExitCode.BLOCKED.number());
        assertThat(run.all()).contains("/sys/bus/dax/devices", "EIO").doesNotContain("There is no", "No process");
    }

    @ParameterizedTest
    @CsvSource({"clean, DONE", "list, BLOCKED", "list --json, BLOCKED", "list --json --idle, BLOCKED"})
    void whatIsListedSaysThatItIsNotAll(String line, ExitCode exit) {
        CommandLineRun run = run(line);

        assertThat(run.exit()).as(run.all()).isEqualTo(exit.number());
        assertThat(run.all()).contains("/sys/bus/dax/devices", "EIO").doesNotContain("There is no", "no device is");
    }
}
