// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.Errno;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.SnapshotReader;
import io.github.daxboard.text.Texts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ListingTest {
    private static String listed(SimulatedKernel kernel) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        new Listing(new Terminal(out), Texts.ENGLISH)
                .print(SnapshotReader.read(kernel, new HostName("box"), Instant.EPOCH));
        out.flush();
        return text.toString();
    }

    @Test
    void aBusThatCouldNotBeReadIsNotSaidToBeEmpty() {
        SimulatedKernel kernel = SimulatedKernel.boot(World.demo());
        kernel.failRead(KernelPath.DAX_DEVICES, Errno.EIO);

        assertThat(listed(kernel))
                .startsWith("Could not read all DAX devices of box: /sys/bus/dax/devices: unreadable (EIO")
                .doesNotContain("no DAX memory");
    }

    @Test
    void aDeviceThatIsMissingFromTheListIsNamedWithWhy() {
        SimulatedKernel kernel = SimulatedKernel.boot(World.demo());
        kernel.failRead(KernelPath.DAX_DEVICES.child("dax0.1"), Errno.EIO);

        assertThat(listed(kernel))
                .contains("/sys/bus/dax/devices/dax0.1: unreadable (EIO")
                .contains("Region 0");
    }
}
