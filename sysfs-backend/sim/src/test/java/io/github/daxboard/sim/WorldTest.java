// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Reading;
import io.github.daxboard.sysfs.SnapshotReader;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorldTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rejion 0 hmem 0x0 1G | line 2: \"rejion\" is not understood",
                "region 0 ram 0x0 1G | line 2: \"ram\" is not a kind of region",
                "region 0 hmem 4G 1G | line 2: \"4G\" is not an address such as 0x100000000",
                "region 0 hmem 0x0 1Q | line 2: \"1Q\" is not a size such as 256G or 2M",
                "region 0 hmem 0x0 1G node x | line 2: \"x\" is not a node",
                "region 0 hmem 0x0 1G nodes 1 | line 2: \"nodes\" is not understood here",
                "region 0 hmem 0x0 | line 2: the line ends where a size is wanted",
                "region 0 hmem 0x1000 1G | line 2: a region begins at a multiple of 2M",
                "device dax0.0 1G devdax | line 2: dax0.0 has no region line above it",
                "device dax00.0 1G devdax | line 2: \"dax00.0\" is not a device",
                "module fsdev_dax maybe | line 2: \"maybe\" is not a module's state",
                "block 3G | line 2: a memory block is a power of two",
                "distance 1 1 20 | line 2: a node is always 10 from itself",
                "auto-online never | line 2: \"never\" is none of",
            })
    void whatIsNotUnderstoodIsNamedWithItsLine(String line, String message) {
        assertThatThrownBy(() -> World.parse("# a comment\n" + line))
                .isInstanceOf(WorldException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "device dax0.0 1G fsdev | is bound to fsdev_dax, which no line above says is loaded",
                "device dax0.0 0M devdax | has no memory",
                "device dax0.0 3M unbound | not a multiple of its alignment",
                "device dax0.0 2G unbound | are larger than it",
                "device dax0.1 1G unbound | has no device dax0.0",
                "device dax0.0 1G system-ram | can't be memory: its region has no node",
                "holder dax0.0 maps 1 x | has no device line above it",
            })
    void whatCannotBeIsRefused(String line, String message) {
        assertThatThrownBy(() -> World.parse("region 0 hmem 0x0 1G\n" + line))
                .isInstanceOf(WorldException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aRegionBetweenTheBordersOfBlocksIsOnlineWhereItFillsSome() {
        SimulatedKernel kernel = SimulatedKernel.boot(World.parse("""
                block 128M
                module kmem loaded
                ram 0x0 4G node 0
                region 0 cxl 0x100400000 1G node 1 cpus 0
                device dax0.0 1G system-ram online 8
                """));
        assertThat(SnapshotReader.read(kernel, new HostName("world"), Instant.EPOCH)
                        .device(DeviceName.of("dax0.0")))
                .isPresent();
    }

    @Test
    void aHolderMayHaveAnotherNodeAnotherNamespaceOrNoNameAndMayBeHidden() {
        String device = "region 0 hmem 0x0 1G\ndevice dax0.0 1G devdax\n";
        World world = World.parse(device + "holder dax0.0 maps 7 app as /srv/node\nholder dax0.0 mount /mnt of app\n"
                + "holder dax0.0 claim\nholders denied");
        assertThat(Holder.describe(world.holders()))
                .containsExactly(
                        "app (pid 7) has it mapped as /srv/node",
                        "/mnt in the mount namespace of app is mounted from it",
                        "a file system in the kernel has claimed it");
        assertThat(SimulatedKernel.boot(world).holders()).isEqualTo(Reading.failed(Errno.EPERM));
    }

    @Test
    void anIdleRegionWithoutDevicesHasAnEmptyAnchor() {
        World world = World.parse("region 3 hmem 0x0 1G idle");
        assertThat(world.regions().getFirst().devices()).hasSize(1);
        assertThat(world.regions().getFirst().devices().getFirst().size()).isZero();
    }

    @Test
    void theWorldsOfTheProgramAreUnderstood() {
        assertThat(World.demo().regions()).hasSize(4);
        assertThat(World.lab().regions()).hasSize(2);
    }
}
