// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.capture.CapturedTree;
import io.github.daxboard.capture.Fixtures;
import io.github.daxboard.model.KernelPath;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A world that describes a captured machine shows what that machine showed. */
class CapturedWorldTest {
    /** What the model leaves out of a device's folder: power management, and what an nd or platform device has besides. */
    private static final List<String> LEFT_OUT = List.of("power", "memory_side_cache");

    @Test
    void oneDeviceInDevdax() {
        compare("a-hmem-devdax", "/sys/devices/platform/hmem.0", """
                module fsdev_dax loaded
                ram 0x0 512M
                region 0 hmem 0x20000000 256M node 0 cpus 0
                device dax0.0 256M devdax
                """);
    }

    @Test
    void threeDevicesInThreeModes() {
        compare("b-hmem-3dev", "/sys/devices/platform/hmem.0", """
                module kmem loaded
                ram 0x0 1G
                ram 0x70000000 256M
                region 0 hmem 0x40000000 768M node 0 cpus 0 idle
                device dax0.0 0 unbound
                device dax0.1 128M devdax
                device dax0.2 256M system-ram
                device dax0.3 128M unbound
                """);
    }

    @Test
    void aNamespace() {
        compare("c-pmem-devdax", "/sys/devices/platform/e820_pmem/ndbus0/region0/dax0.0", """
                module kmem loaded
                ram 0x0 512M
                ram 0x40000000 512M
                region 0 e820 0x20000000 502M node 0 cpus 0 metadata 10M
                device dax0.0 502M devdax
                """);
    }

    private static void compare(String fixture, String region, String world) {
        CapturedTree captured = Fixtures.tree(fixture);
        SimulatedKernel simulated = SimulatedKernel.boot(World.parse(world));
        same(captured, simulated, KernelPath.DAX_BUS);
        same(captured, simulated, new KernelPath(region + "/dax_region"));
        captured.list(KernelPath.DAX_DEVICES)
                .value()
                .orElseThrow()
                .forEach(name -> same(captured, simulated, new KernelPath(region).child(name)));
        captured.list(KernelPath.MEMORY).value().orElseThrow().stream()
                .filter(name -> name.matches("memory(9|10)|block_size_bytes|auto_online_blocks"))
                .forEach(name -> same(captured, simulated, KernelPath.MEMORY.child(name)));
    }

    private static void same(CapturedTree captured, SimulatedKernel simulated, KernelPath at) {
        assertThat(simulated.readLink(at)).as("link %s", at).isEqualTo(captured.readLink(at));
        captured.list(at)
                .value()
                .ifPresentOrElse(
                        names -> {
                            List<String> kept = names.stream()
                                    .filter(name -> !LEFT_OUT.contains(name))
                                    .toList();
                            assertThat(simulated.list(at).value())
                                    .as("folder %s", at)
                                    .contains(kept);
                            kept.forEach(name -> same(captured, simulated, at.child(name)));
                        },
                        () -> assertThat(simulated.read(at)).as("%s", at).isEqualTo(captured.read(at)));
    }
}
