// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.fuzz.Consequences;
import io.github.daxboard.fuzz.FuzzTarget;
import io.github.daxboard.model.HostName;
import io.github.daxboard.sysfs.SnapshotReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A world's text: refused with its line, or a machine that starts and can be looked at. */
public final class WorldFuzz implements FuzzTarget {
    @Override
    public void test(byte[] input) throws Exception {
        World world;
        try {
            world = World.parse(FuzzTarget.text(input));
        } catch (WorldException refused) {
            FuzzTarget.check(refused.line() >= 0, "it is refused without a line");
            return;
        }
        SimulatedKernel kernel;
        try {
            kernel = SimulatedKernel.boot(world);
        } catch (IllegalArgumentException refused) {
            return;
        }
        Consequences.of(SnapshotReader.read(kernel, new HostName("world"), Instant.EPOCH));
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (String name : List.of("demo", "lab")) {
            try (InputStream in = Objects.requireNonNull(
                    World.class.getResourceAsStream("/io/github/daxboard/worlds/" + name + ".world"))) {
                seeds.add(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        seeds.add(FuzzTarget.bytes("""
                kernel 6.12.0
                host h
                block 128M
                auto-online online
                autoprobe off
                hotplug-state on
                memmap-on-memory on
                module device_dax loaded
                module kmem loaded
                ram 0x0 1G node 0
                node 0 used 1G cached 512M
                distance 0 1 25
                region 0 hmem 0x100000000 1G node 1 cpus 0
                device dax0.0 256M system-ram online 1 movable
                device dax0.1 256M pinned online 1
                device dax0.2 256M devdax align 4K
                region 1 pmem 0x200000000 256M node 1 metadata 2M
                device dax1.0 256M unbound
                region 2 hmem 0x300000000 256M idle
                holder dax0.2 maps 7 x uid 5 unit u guest g
                holder dax0.2 mount /mnt
                superblock dax0.2 xfs label l uuid u
                id kmem dax0.2
                claim 0x220000000 2M other
                rule /etc/x 1 y z
                agent online again
                trouble 40 busy-once
                """));
        return seeds;
    }
}
