// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.map;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.IomemEntry;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.ui.map.MapPicture.Area;
import io.github.daxboard.ui.map.MapPicture.Loose;
import io.github.daxboard.ui.map.MapPicture.Piece;
import io.github.daxboard.ui.map.MapPicture.Run;
import io.github.daxboard.ui.map.MapPicture.Span;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Draws the map of a snapshot. Pure. */
final class MapPictures {
    private static final String SYSTEM_RAM = "System RAM";

    private final Snapshot snapshot;
    private final Predicate<Device> pinned;

    MapPictures(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.pinned = snapshot.pinned();
    }

    MapPicture draw() {
        List<Placed> placed = snapshot.regions().stream().map(this::place).toList();
        boolean known = placed.stream().anyMatch(one -> one.range().isPresent());
        List<Area> areas = new ArrayList<>();
        if (known) {
            areas.addAll(ordinaryMemory());
            placed.forEach(one -> one.range().ifPresent(range -> areas.add(area(one.region(), range))));
            areas.sort(Comparator.comparingLong(Area::start));
        } else {
            areas.addAll(inOrder());
        }
        NodePictures nodes = new NodePictures(snapshot, this);
        return new MapPicture(
                WindowTexts.count("map.nodes", snapshot.nodes().size())
                        + nodes.sockets()
                                .map(number -> ", " + WindowTexts.count("map.sockets", number))
                                .orElse(""),
                nodes.groups(),
                nodes.distances(),
                withoutNode(),
                areas,
                known,
                note(placed, known));
    }

    /** A region and where it is, where that is known. */
    private record Placed(Region region, Optional<Range> range) {}

    private String note(List<Placed> placed, boolean known) {
        if (!known) {
            return snapshot.devices()
                    .map(Device::ranges)
                    .filter(ranges -> ranges.value().isEmpty())
                    .findFirst()
                    .map(ranges -> WindowTexts.text("map.unplaced", ranges.message()))
                    .orElse("");
        }
        List<String> lost = placed.stream()
                .filter(one -> one.range().isEmpty())
                .map(one -> WindowTexts.text("board.region", one.region().id()))
                .toList();
        return lost.isEmpty() ? "" : WindowTexts.text("map.not-drawn", String.join(", ", lost));
    }

    /**
     * Where a region is. The bus tells only where devices are, so a region is taken to be the piece of /proc/iomem of its
     * size that its first device lies in; without /proc/iomem, to begin with its first device.
     */
    private Placed place(Region region) {
        long size = region.size().value().orElse(0L);
        Optional<Range> first = region.devices().stream()
                .flatMap(device -> device.ranges().value().orElse(List.of()).stream())
                .min(Comparator.comparingLong(Range::start));
        if (size <= 0) {
            return new Placed(region, Optional.empty());
        }
        List<IomemEntry> fitting = snapshot.iomem().value().orElse(List.of()).stream()
                .filter(entry -> entry.end() - entry.start() + 1 == size)
                .filter(entry -> first.isPresent() ? entry.overlaps(first.get()) : isNobodys(entry))
                .toList();
        if (first.isPresent()) {
            long start =
                    fitting.isEmpty() ? first.get().start() : fitting.getFirst().start();
            return new Placed(region, Optional.of(new Range(start, start + size - 1, 0)));
        }
        // Without a device there is only the size to go by: good enough where it can be just one piece.
        return new Placed(
                region,
                fitting.size() == 1
                        ? Optional.of(new Range(
                                fitting.getFirst().start(), fitting.getFirst().end(), 0))
                        : Optional.empty());
    }

    private boolean isNobodys(IomemEntry entry) {
        return !entry.name().startsWith(SYSTEM_RAM)
                && snapshot.devices()
                        .flatMap(device -> device.ranges().value().orElse(List.of()).stream())
                        .noneMatch(entry::overlaps);
    }

    private List<Area> ordinaryMemory() {
        List<Area> areas = new ArrayList<>();
        for (IomemEntry entry : snapshot.iomem().value().orElse(List.of())) {
            if (entry.depth() == 0 && entry.name().equals(SYSTEM_RAM)) {
                String size = Sizes.words(entry.end() - entry.start() + 1);
                areas.add(new Area(
                        Optional.empty(),
                        entry.start(),
                        entry.end(),
                        WindowTexts.text("map.dram"),
                        "",
                        List.of(),
                        List.of(),
                        List.of(),
                        WindowTexts.text("map.dram") + ", " + size + ", " + hex(entry.start()) + " - "
                                + hex(entry.end())));
            }
        }
        return areas;
    }

    private Area area(Region region, Range range) {
        List<Piece> pieces = pieces(region, range);
        String title = WindowTexts.text("board.region", region.id());
        StringBuilder words = new StringBuilder(title)
                .append(", ")
                .append(region.kind().word())
                .append(", ")
                .append(hex(range.start()))
                .append(" - ")
                .append(hex(range.end()));
        pieces.forEach(piece -> words.append("; ").append(piece.words()));
        return new Area(
                Optional.of(region.id()),
                range.start(),
                range.end(),
                title,
                region.kind().word(),
                pieces,
                runs(region),
                spans(region),
                words.toString());
    }

    /** Regions one after the other, for whoever may not read addresses; each length is to scale all the same. */
    private List<Area> inOrder() {
        List<Area> areas = new ArrayList<>();
        long at = 0;
        for (Region region : snapshot.regions()) {
            long size = region.size().value().orElse(0L);
            if (size <= 0) {
                continue;
            }
            List<Piece> pieces = new ArrayList<>();
            long from = at;
            for (Device device : region.devices()) {
                long bytes = device.size().value().orElse(0L);
                if (bytes > 0) {
                    pieces.add(piece(device, from, from + bytes - 1));
                    from += bytes;
                }
            }
            if (from < at + size && !region.isStatic()) {
                pieces.add(free(from, at + size - 1));
            }
            String title = WindowTexts.text("board.region", region.id());
            areas.add(new Area(
                    Optional.of(region.id()),
                    at,
                    at + size - 1,
                    title,
                    region.kind().word(),
                    pieces,
                    List.of(),
                    List.of(),
                    title + ", " + Sizes.words(size)));
            at += size;
        }
        return areas;
    }

    List<Piece> pieces(Region region, Range range) {
        record Part(Device device, Range range) {}
        List<Part> parts = region.devices().stream()
                .flatMap(device ->
                        device.ranges().value().orElse(List.of()).stream().map(one -> new Part(device, one)))
                .sorted(Comparator.comparingLong(one -> one.range().start()))
                .toList();
        List<Piece> pieces = new ArrayList<>();
        long at = range.start();
        for (Part part : parts) {
            if (part.range().start() > at && !region.isStatic()) {
                pieces.add(free(at, part.range().start() - 1));
            }
            pieces.add(piece(part.device(), part.range().start(), part.range().end()));
            at = part.range().end() + 1;
        }
        if (at <= range.end() && !region.isStatic()) {
            pieces.add(free(at, range.end()));
        }
        return pieces;
    }

    private static Piece free(long start, long end) {
        return new Piece(
                Optional.empty(),
                Look.FREE,
                start,
                end,
                0,
                WindowTexts.text("board.bar.free"),
                Sizes.words(end - start + 1),
                "");
    }

    private Piece piece(Device device, long start, long end) {
        Look look = Look.of(pinned, device);
        List<MemoryBlock> blocks = snapshot.memory().of(device);
        long online = blocks.stream().filter(MemoryBlock::isOnline).count();
        String word = look == Look.PINNED ? WindowTexts.text("board.badge.pinned") : device.modeWord();
        return new Piece(
                Optional.of(device.name()),
                look,
                start,
                end,
                blocks.isEmpty() ? 1 : (double) online / blocks.size(),
                device.name().toString(),
                Sizes.words(end - start + 1),
                word);
    }

    /** The memory blocks of a region's devices, those that are at the same and follow each other as one run. */
    private List<Run> runs(Region region) {
        long size = snapshot.memory().blockSize().value().orElse(0L);
        List<Run> runs = new ArrayList<>();
        if (size <= 0) {
            return runs;
        }
        for (Device device : region.devices()) {
            Look look = pinned.test(device) ? Look.PINNED : Look.RAM;
            List<MemoryBlock> blocks = snapshot.memory().of(device);
            int from = 0;
            for (int i = 1; i <= blocks.size(); i++) {
                if (i == blocks.size() || differ(blocks.get(i - 1), blocks.get(i))) {
                    runs.add(run(blocks.subList(from, i), look, size));
                    from = i;
                }
            }
        }
        return runs;
    }

    private static boolean differ(MemoryBlock one, MemoryBlock next) {
        return next.index() != one.index() + 1
                || !one.state().equals(next.state())
                || (one.isOnline() && !one.zones().equals(next.zones()));
    }

    private static Run run(List<MemoryBlock> blocks, Look look, long size) {
        MemoryBlock first = blocks.getFirst();
        MemoryBlock last = blocks.getLast();
        String state =
                look == Look.PINNED ? WindowTexts.text("inspector.block.pinned") : WindowTexts.value(first.state());
        String zone = first.isOnline()
                ? first.zones().value().map(text -> ", " + text).orElse("")
                : "";
        String which = blocks.size() == 1
                ? WindowTexts.text("map.block", first.index())
                : WindowTexts.text("map.blocks", first.index(), last.index());
        return new Run(
                first.start(),
                last.start() + size - 1,
                blocks.size(),
                look,
                first.isOnline(),
                which + ": " + state + zone);
    }

    /** What of a region is memory of a node now: its online blocks, as far as they follow each other. */
    private List<Span> spans(Region region) {
        long size = snapshot.memory().blockSize().value().orElse(0L);
        List<MemoryBlock> online = region.devices().stream()
                .flatMap(device -> snapshot.memory().of(device).stream())
                .filter(MemoryBlock::isOnline)
                .sorted(Comparator.comparingLong(MemoryBlock::start))
                .toList();
        List<Span> spans = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= online.size(); i++) {
            boolean ends = i == online.size()
                    || online.get(i).start() != online.get(i - 1).start() + size
                    || !online.get(i).node().equals(online.get(i - 1).node());
            if (ends) {
                MemoryBlock first = online.get(from);
                MemoryBlock last = online.get(i - 1);
                String node = first.node()
                        .value()
                        .or(() -> NodePictures.target(region))
                        .map(String::valueOf)
                        .orElseGet(() -> WindowTexts.say(first.node().message()));
                spans.add(new Span(
                        first.start(),
                        last.start() + size - 1,
                        WindowTexts.text("map.node", node),
                        WindowTexts.text("inspector.node.online", Sizes.words((i - from) * size))));
                from = i;
            }
        }
        return spans;
    }

    private List<Loose> withoutNode() {
        List<Loose> loose = new ArrayList<>();
        for (Region region : snapshot.regions()) {
            Optional<Integer> target = NodePictures.target(region);
            String title = WindowTexts.text("board.region", region.id());
            if (target.isEmpty()) {
                loose.add(new Loose(
                        title, WindowTexts.text("map.no-target", region.kind().word())));
            } else if (snapshot.node(target.get()).isEmpty()) {
                loose.add(new Loose(
                        title, WindowTexts.text("map.node-later", region.kind().word(), target.get())));
            }
        }
        return loose;
    }

    static boolean isRam(Device device) {
        return device.mode().equals(Optional.of(Mode.SYSTEM_RAM));
    }

    static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }
}
