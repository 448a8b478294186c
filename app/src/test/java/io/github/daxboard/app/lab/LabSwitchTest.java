// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.app.cli.CommandLineRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The command line on the lab: through ssh, the helper and a real kernel. */
@Tag("lab")
class LabSwitchTest {
    private final LabGuest guest = new LabGuest();

    @BeforeEach
    void asAfterItsStart() {
        guest.reset();
        guest.newWarnings();
    }

    private static CommandLineRun daxboard(String... arguments) {
        return CommandLineRun.of(arguments);
    }

    @Test
    void theListNamesTheDevicesThatTheGuestHas() {
        CommandLineRun list = daxboard("list", "--host", "lab");

        assertThat(list.exit()).isZero();
        assertThat(list.out())
                .contains("Region 0  hmem  1 GiB  node 1", "dax0.0", "dax0.1", "Region 1  pmem", "dax1.0");
    }

    @Test
    void aSwitchRebindsThatDeviceAloneAndBackAgain() {
        CommandLineRun there = daxboard("switch", "dax0.0", "fsdev", "--yes", "--host", "lab");

        assertThat(there.exit()).as(there.all()).isZero();
        assertThat(there.out()).contains("dax0.0 is fsdev, 512 MiB, read back.", "Done and verified.");
        assertThat(guest.driverOf("dax0.0")).isEqualTo("fsdev_dax");
        assertThat(guest.driverOf("dax0.1")).isEqualTo("device_dax");
        assertThat(guest.driverOf("dax1.0")).isEqualTo("device_dax");
        assertThat(guest.mmap("dax0.0")).isEqualTo("ENODEV");

        CommandLineRun back = daxboard("switch", "dax0.0", "devdax", "--yes", "--host", "lab");

        assertThat(back.exit()).as(back.all()).isZero();
        assertThat(guest.driverOf("dax0.0")).isEqualTo("device_dax");
        assertThat(guest.mmap("dax0.0")).isEqualTo("mapped");
        assertThat(guest.run("cat /sys/bus/dax/drivers_autoprobe")).isEqualTo("1");
        assertThat(guest.newWarnings()).isEmpty();
    }

    @Test
    void aModuleWhoseFileIsGoneLeavesTheDeviceInItsOldModeAndSaysWhy() {
        String file = guest.run("modinfo -n fsdev_dax");
        guest.run("mv " + file + " " + file + ".away");
        try {
            CommandLineRun run = daxboard("switch", "dax0.0", "fsdev", "--yes", "--host", "lab");

            assertThat(run.exit()).as(run.all()).isEqualTo(5);
            assertThat(run.out())
                    .contains(
                            "The module fsdev_dax could not be loaded. (ENOENT: no such file or directory)",
                            "modprobe fsdev_dax ended with 1",
                            "Its file is not where the running kernel's list of modules says.",
                            "dax0.0 is devdax, 512 MiB, read back.",
                            "Failed; what was done was undone and read back.");
        } finally {
            guest.run("mv " + file + ".away " + file);
        }
        assertThat(guest.driverOf("dax0.0")).isEqualTo("device_dax");
        assertThat(guest.run("cat /sys/bus/dax/drivers_autoprobe")).isEqualTo("1");
        assertThat(guest.mmap("dax0.0")).isEqualTo("mapped");
    }

    @Test
    void aDeviceThatAProcessHasMappedIsNotTakenFromIt() {
        guest.run("""
                cat > /tmp/hold.py <<'EOF'
                import mmap, os, time
                fd = os.open("/dev/dax0.0", os.O_RDWR)
                memory = mmap.mmap(fd, 2 << 20, mmap.MAP_SHARED)
                open("/tmp/held", "w").write(str(os.getpid()))
                time.sleep(600)
                EOF
                rm -f /tmp/held
                setsid python3 /tmp/hold.py </dev/null >/dev/null 2>&1 &
                for i in $(seq 300); do [ -s /tmp/held ] && exit 0; sleep 0.1; done
                exit 1
                """);
        try {
            CommandLineRun run = daxboard("switch", "dax0.0", "fsdev", "--yes", "--host", "lab");

            assertThat(run.exit()).as(run.all()).isEqualTo(3);
            assertThat(run.out())
                    .contains(
                            "dax0.0 is in use. (EBUSY",
                            "python3 (pid " + guest.run("cat /tmp/held") + ") has it open and mapped");
            assertThat(guest.driverOf("dax0.0")).isEqualTo("device_dax");
        } finally {
            guest.run("kill $(cat /tmp/held); while kill -0 $(cat /tmp/held) 2>/dev/null; do sleep 0.1; done");
        }
    }
}
