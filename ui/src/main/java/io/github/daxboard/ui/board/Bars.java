// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.ui.board.BoardPicture.BarPiece;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * A region's bar: by physical address where that may be read, else by name. Addresses are for root; the order of names is
 * then the honest second best, and lengths are to scale in both.
 */
final class Bars {
    private record Piece(Optional<Device> device, long size, OptionalLong start, boolean last) {}

    private final Snapshot snapshot;
    private final Region region;
    private final Predicate<Device> pinned;
    private final Predicate<Device> isNew;

    /**
     * @param pinned {@link Snapshot#pinned}, found once for all regions
     * @param isNew whether a device is there only with what is queued
     */
    Bars(Snapshot snapshot, Region region, Predicate<Device> pinned, Predicate<Device> isNew) {
        this.snapshot = snapshot;
        this.region = region;
        this.pinned = pinned;
        this.isNew = isNew;
    }

    List<BarPiece> pieces() {
        List<Device> sized = region.devices().stream()
                .filter(device -> device.size().value().orElse(0L) > 0)
                .toList();
        boolean addresses = !sized.isEmpty() && sized.stream().allMatch(Bars::hasRanges);
        List<Piece> pieces = new ArrayList<>(addresses ? byAddress(sized) : byName(sized));
        long used = pieces.stream().mapToLong(Piece::size).sum();
        long free = region.size().value().map(size -> size - used).orElse(0L);
        // A pmem namespace keeps some of its range for itself; what is not free is not drawn as free.
        if (free > 0 && !region.isStatic()) {
            pieces.add(new Piece(Optional.empty(), free, endOf(pieces, addresses), false));
        }
        double total = pieces.stream().mapToLong(Piece::size).sum();
        List<BarPiece> bar = new ArrayList<>();
        long at = 0;
        for (Piece piece : pieces) {
            bar.add(draw(piece, at / total, (at + piece.size()) / total));
            at += piece.size();
        }
        return bar;
    }

    private static OptionalLong endOf(List<Piece> pieces, boolean addresses) {
        if (!addresses || pieces.isEmpty()) {
            return OptionalLong.empty();
        }
        Piece last = pieces.getLast();
        return last.start().isPresent()
                ? OptionalLong.of(last.start().getAsLong() + last.size())
                : OptionalLong.empty();
    }

    private static boolean hasRanges(Device device) {
        return device.ranges().value().filter(ranges -> !ranges.isEmpty()).isPresent();
    }

    private static List<Piece> byName(List<Device> devices) {
        return devices.stream()
                .map(device ->
                        new Piece(Optional.of(device), device.size().value().orElse(0L), OptionalLong.empty(), true))
                .toList();
    }

    private static List<Piece> byAddress(List<Device> devices) {
        record Placed(Device device, Range range, boolean last) {}
        List<Placed> placed = devices.stream()
                .flatMap(device -> {
                    List<Range> ranges = device.ranges().value().orElse(List.of());
                    return ranges.stream().map(range -> new Placed(device, range, range.equals(ranges.getLast())));
                })
                .sorted(Comparator.comparingLong(one -> one.range().start()))
                .toList();
        List<Piece> pieces = new ArrayList<>();
        long at = placed.getFirst().range().start();
        for (Placed one : placed) {
            if (one.range().start() > at) {
                pieces.add(new Piece(Optional.empty(), one.range().start() - at, OptionalLong.of(at), false));
            }
            pieces.add(new Piece(
                    Optional.of(one.device()),
                    one.range().size(),
                    OptionalLong.of(one.range().start()),
                    one.last()));
            at = one.range().end() + 1;
        }
        return pieces;
    }

    private BarPiece draw(Piece piece, double from, double to) {
        String size = Sizes.words(piece.size());
        if (piece.device().isEmpty()) {
            return new BarPiece(
                    Optional.empty(),
                    Look.FREE,
                    from,
                    to,
                    0,
                    piece.start(),
                    false,
                    false,
                    WindowTexts.text("board.bar.free"),
                    WindowTexts.text("board.bar.free.words", size));
        }
        Device device = piece.device().get();
        boolean made = isNew.test(device);
        String name = made ? WindowTexts.text("board.bar.new") : device.name().toString();
        return new BarPiece(
                Optional.of(device.name()),
                Look.of(pinned, device),
                from,
                to,
                online(device),
                piece.start(),
                piece.last() && !region.isStatic() && !pinned.test(device),
                made,
                name,
                name + ", " + size + ", " + device.modeWord());
    }

    private double online(Device device) {
        List<MemoryBlock> blocks = snapshot.memory().of(device);
        return blocks.isEmpty()
                ? 1
                : (double) blocks.stream().filter(MemoryBlock::isOnline).count() / blocks.size();
    }
}
