// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.IomemEntry;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.MemoryBlocks;
import io.github.daxboard.model.NumaNode;
import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.RegionKind;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Superblock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pictures that differ from {@link Pictures#plain()} in what a test is about. */
final class Edit {
    private Snapshot now;

    private Edit(Snapshot of) {
        now = of;
    }

    /** {@link Pictures#plain()} with kmem and fsdev_dax loaded. */
    static Edit plain() {
        Edit edit = new Edit(Pictures.plain());
        return edit.driver(Driver.KMEM, DriverState.LOADED).driver(Driver.FSDEV_DAX, DriverState.LOADED);
    }

    Snapshot done() {
        return now;
    }

    Edit driver(Driver driver, DriverState state) {
        now = Pictures.withDriverState(now, driver, state);
        return this;
    }

    Edit holder(Holder holder) {
        now = Pictures.withHolders(now, Reading.of(List.of(holder)));
        return this;
    }

    /** kmem has memory blocks: they are offline, until {@link #blocks} says otherwise. */
    Edit bound(DeviceName name, Driver driver) {
        now = now.withDriver(name, Optional.of(driver));
        Device device = now.device(name).orElseThrow();
        boolean none =
                device.ranges().value().isPresent() && now.memory().of(device).isEmpty();
        return driver.equals(Driver.KMEM) && none ? blocks(name, "offline", "Normal Movable") : this;
    }

    Edit unbound(DeviceName name) {
        now = now.withDriver(name, Optional.empty());
        return this;
    }

    Edit size(DeviceName name, long bytes) {
        now = now.withDevice(
                name,
                device -> device.withSize(
                        bytes,
                        bytes == 0
                                ? Reading.of(List.of())
                                : device.ranges()
                                        .map(ranges -> List.of(new Range(
                                                ranges.getFirst().start(),
                                                ranges.getFirst().start() + bytes - 1,
                                                0)))));
        return this;
    }

    Edit unreadableSize(DeviceName name) {
        now = now.withDevice(
                name,
                of -> with(
                        of,
                        of.targetNode(),
                        new Reading.Unreadable<>(Errno.EIO),
                        of.ranges(),
                        of.superblock(),
                        of.hotplugState()));
        return this;
    }

    Edit start(DeviceName name, long start) {
        now = now.withDevice(
                name,
                of -> with(
                        of,
                        of.targetNode(),
                        of.size(),
                        Reading.of(List.of(
                                new Range(start, start + of.size().value().orElseThrow() - 1, 0))),
                        of.superblock(),
                        of.hotplugState()));
        return this;
    }

    Edit noTargetNode(DeviceName name) {
        now = now.withDevice(
                name, of -> with(of, Reading.absent(), of.size(), of.ranges(), of.superblock(), of.hotplugState()));
        return this;
    }

    Edit superblock(DeviceName name, Reading<Superblock> superblock) {
        now = now.withDevice(
                name, of -> with(of, of.targetNode(), of.size(), of.ranges(), superblock, of.hotplugState()));
        return this;
    }

    Edit hotplugState(DeviceName name, String word) {
        now = now.withDevice(
                name, of -> with(of, of.targetNode(), of.size(), of.ranges(), of.superblock(), Reading.of(word)));
        return this;
    }

    private static Device with(
            Device of,
            Reading<Integer> target,
            Reading<Long> size,
            Reading<List<Range>> ranges,
            Reading<Superblock> superblock,
            Reading<String> hotplugState) {
        return new Device(
                of.name(),
                of.path(),
                of.driver(),
                size,
                of.align(),
                target,
                of.numaNode(),
                of.resource(),
                ranges,
                of.deviceNumber(),
                of.memmapOnMemory(),
                hotplugState,
                superblock);
    }

    Edit align(DeviceName name, long bytes) {
        now = now.withDevice(name, device -> device.withAlign(bytes));
        return this;
    }

    Edit policy(Reading<String> policy) {
        now = now.withMemory(
                new MemoryBlocks(now.memory().blockSize(), policy, now.memory().blocks()));
        return this;
    }

    /** All blocks of a device in some state and zone. */
    Edit blocks(DeviceName name, String state, String zones) {
        Device device = now.device(name).orElseThrow();
        long block = now.memory().blockSize().value().orElseThrow();
        List<MemoryBlock> blocks = new ArrayList<>(now.memory().blocks());
        blocks.removeAll(now.memory().of(device));
        for (Range span : WholeBlocks.of(device, block).orElseThrow().spans()) {
            for (long start = span.start(); start < span.end(); start += block) {
                blocks.add(new MemoryBlock(
                        start / block, start, Reading.of(state), Reading.of(zones), device.targetNode()));
            }
        }
        now = Pictures.withBlocks(now, blocks);
        return this;
    }

    Edit node(int id, String cpus, long total, long free) {
        List<NumaNode> nodes = new ArrayList<>(now.nodes());
        nodes.removeIf(node -> node.id() == id);
        nodes.add(Pictures.node(id, cpus, total, free));
        now = now.withNodes(nodes);
        return this;
    }

    Edit iomem(IomemEntry... entries) {
        now = now.withIomem(was -> List.of(entries));
        return this;
    }

    Edit rule(OnlineRule rule) {
        return rest(now.kernelRelease(), now.regions(), Reading.of(List.of(rule)), now.iomem(), now.holders());
    }

    Edit release(String release) {
        return rest(Reading.of(release), now.regions(), now.onlineRules(), now.iomem(), now.holders());
    }

    /** Region 0 with so many bytes that nobody owns, behind its devices. */
    Edit free(long bytes) {
        Region region = now.regions().getFirst();
        long sum = region.devices().stream()
                .mapToLong(device -> device.size().value().orElse(0L))
                .sum();
        Region wider = new Region(
                region.id(),
                region.kind(),
                region.path(),
                Reading.of(sum + bytes),
                region.align(),
                Reading.of(bytes),
                region.seed(),
                region.devices());
        return regions(wider);
    }

    Edit kind(RegionKind kind) {
        Region of = now.regions().getFirst();
        return regions(
                new Region(of.id(), kind, of.path(), of.size(), of.align(), of.available(), of.seed(), of.devices()));
    }

    private Edit regions(Region first) {
        List<Region> regions = new ArrayList<>(now.regions());
        regions.set(0, first);
        now = now.withRegions(regions);
        return this;
    }

    /** As a user without rights sees it. */
    Edit asUser() {
        Reading<Long> address = new Reading.Denied<>(Errno.EACCES);
        List<Region> regions = now.regions().stream()
                .map(region -> new Region(
                        region.id(),
                        region.kind(),
                        region.path(),
                        region.size(),
                        address,
                        region.available(),
                        region.seed(),
                        region.devices().stream()
                                .map(of -> new Device(
                                        of.name(),
                                        of.path(),
                                        of.driver(),
                                        of.size(),
                                        of.align(),
                                        of.targetNode(),
                                        of.numaNode(),
                                        address,
                                        of.ranges().flatMap(ranges -> new Reading.Denied<>(Errno.EACCES)),
                                        of.deviceNumber(),
                                        of.memmapOnMemory(),
                                        of.hotplugState(),
                                        new Reading.Denied<>(Errno.EACCES)))
                                .toList()))
                .toList();
        return rest(
                now.kernelRelease(),
                regions,
                now.onlineRules(),
                new Reading.Denied<>(Errno.EACCES),
                new Reading.Denied<>(Errno.EACCES));
    }

    private Edit rest(
            Reading<String> release,
            List<Region> regions,
            Reading<List<OnlineRule>> rules,
            Reading<List<IomemEntry>> iomem,
            Reading<List<Holder>> holders) {
        Map<Driver, Reading<DriverState>> drivers = new HashMap<>(now.drivers());
        now = new Snapshot(
                now.host(),
                now.taken(),
                release,
                now.autoprobe(),
                regions,
                drivers,
                now.memory(),
                holders,
                now.nodes(),
                iomem,
                rules);
        return this;
    }
}
