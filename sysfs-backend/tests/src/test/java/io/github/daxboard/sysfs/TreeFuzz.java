// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sysfs;

import io.github.daxboard.fuzz.Consequences;
import io.github.daxboard.fuzz.FuzzTarget;
import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Superblock;
import io.github.daxboard.protocol.RecordingView;
import io.github.daxboard.protocol.TreeRecord;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A kernel that shows anything: {@code PATH=content}, {@code PATH>link}, {@code PATH!errno}, a line each; in a content | is a
 * newline. A picture comes of it, and all that is worked out of a picture.
 */
public final class TreeFuzz implements FuzzTarget {
    private static final List<String> WORLDS = List.of("""
            kernel 7.1.0
            block 1G
            auto-online online
            hotplug-state on
            module device_dax loaded
            module kmem loaded
            module fsdev_dax loaded
            ram 0x0 1G node 0
            region 0 cxl 0x100000000 4G node 1 cpus 0
            device dax0.0 1G fsdev
            device dax0.1 2G system-ram online 1 movable
            """, """
            kernel 6.12.0
            block 1G
            auto-online offline
            module device_dax loaded
            ram 0x0 1G node 0
            region 1 e820 0x140000000 510M node 2 cpus 0 metadata 2M
            device dax1.0 510M devdax
            """);

    @Override
    public void test(byte[] input) throws Exception {
        Consequences.of(SnapshotReader.read(new Tree(FuzzTarget.text(input)), new HostName("fuzzed"), Instant.EPOCH));
    }

    private static final class Tree implements KernelView {
        private final Map<KernelPath, Reading<String>> files = new TreeMap<>();
        private final Map<KernelPath, String> links = new TreeMap<>();
        private final Map<KernelPath, TreeSet<String>> folders = new TreeMap<>();

        Tree(String text) {
            text.lines().forEach(this::line);
        }

        private void line(String line) {
            int end = 0;
            while (end < line.length() && "=>!".indexOf(line.charAt(end)) < 0) {
                end++;
            }
            if (end == line.length()) {
                return;
            }
            String value = line.substring(end + 1);
            char how = line.charAt(end);
            KernelPath.parse(line.substring(0, end)).ifPresent(path -> {
                switch (how) {
                    case '=' -> files.put(path, Reading.of(value.replace('|', '\n')));
                    case '>' -> links.put(path, value);
                    default -> files.put(path, Reading.failed(new Errno(1 + Math.floorMod(value.hashCode(), 100))));
                }
                for (KernelPath at = path; !at.equals(at.parent()); at = at.parent()) {
                    folders.computeIfAbsent(at.parent(), folder -> new TreeSet<>())
                            .add(at.name());
                }
            });
        }

        @Override
        public Reading<String> read(KernelPath path) {
            return Optional.ofNullable(files.get(path)).orElseGet(Reading::absent);
        }

        @Override
        public Reading<String> readLink(KernelPath path) {
            return Optional.ofNullable(links.get(path)).map(Reading::of).orElseGet(Reading::absent);
        }

        @Override
        public Reading<List<String>> list(KernelPath path) {
            return Optional.ofNullable(folders.get(path))
                    .map(names -> Reading.of(List.copyOf(names)))
                    .orElseGet(Reading::absent);
        }

        @Override
        public Reading<DriverState> driverState(Driver driver) {
            return Reading.of(DriverState.LOADED);
        }

        @Override
        public Reading<List<Holder>> holders() {
            return Reading.of(List.of());
        }

        @Override
        public Reading<Superblock> superblock(DeviceName device) {
            return Reading.absent();
        }

        @Override
        public Reading<List<OnlineRule>> onlineRules() {
            return Reading.of(List.of());
        }
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (String world : WORLDS) {
            RecordingView recording = new RecordingView(SimulatedKernel.boot(World.parse(world)));
            SnapshotReader.read(recording, new HostName("seed"), Instant.EPOCH);
            StringBuilder text = new StringBuilder();
            for (TreeRecord record : recording.tree(Instant.EPOCH).records()) {
                switch (record) {
                    case TreeRecord.Content(KernelPath path, Reading<String> reading) ->
                        reading.value().ifPresent(value -> text.append(path + "=" + value.replace('\n', '|') + "\n"));
                    case TreeRecord.Link(KernelPath path, Reading<String> reading) ->
                        reading.value().ifPresent(value -> text.append(path + ">" + value + "\n"));
                    default -> {}
                }
            }
            seeds.add(FuzzTarget.bytes(text.toString()));
        }
        return seeds;
    }

    @Override
    public int longest() {
        return 16 << 10;
    }
}
