// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Alignments;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Change.Extent;
import io.github.daxboard.ui.board.BoardPicture.BarPiece;
import io.github.daxboard.ui.plan.AskCommand;
import io.github.daxboard.ui.plan.Verdict;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a gesture in a bar asks for, from where the pointer is. Sizes go in whole steps, of about a 256th of the region but
 * never less than the alignment; the dialog takes any other size.
 */
final class BarGesture {
    private static final int NOTCHES = 256;
    private static final int NEAR = 3;

    private final Region region;
    private final BarPiece piece;
    private final Optional<Device> device;
    private final double grip;
    private final long total;
    private final long step;
    private final AskCommand ask;

    /**
     * @param region as it will be
     * @param piece the piece whose end is taken hold of, or the free one that is pressed
     * @param grip where, 0 to 1 of the bar
     */
    BarGesture(Snapshot snapshot, Region region, BarPiece piece, double grip, AskCommand ask) {
        this.region = region;
        this.piece = piece;
        this.device = piece.device().flatMap(snapshot::device);
        this.grip = grip;
        this.total = region.size().value().orElse(0L);
        long least = Alignments.step(device.map(Alignments::of).orElseGet(() -> Alignments.ofNewDevices(region)));
        this.step = Math.max(least, total / NOTCHES / least * least);
        this.ask = ask;
    }

    BarDrag at(double share) {
        return device.map(one -> resize(one, share)).orElseGet(() -> create(share));
    }

    private BarDrag resize(Device one, double share) {
        long now = one.size().value().orElse(0L);
        long free = region.available().value().orElse(0L);
        long wanted = now + whole((share - piece.to()) * total);
        long bytes = Math.clamp(wanted, Math.min(now, step), now + free);
        double end = Math.clamp(piece.to() + (double) (bytes - now) / total, piece.from(), 1);
        Change change = new Change.Resize(one.name(), bytes);
        return new BarDrag(
                region.id(),
                Optional.of(one.name()),
                piece.from(),
                end,
                bytes == now ? Optional.empty() : Optional.of(change),
                bytes == now ? new Verdict.Home() : ask.verdict(change),
                WindowTexts.text("bar.resize", one.name(), Sizes.words(now), Sizes.words(bytes)));
    }

    private BarDrag create(double share) {
        double room = piece.to() - piece.from();
        long hole = Math.round(room * total);
        long first = whole((Math.min(grip, share) - piece.from()) * total);
        long last = whole((Math.max(grip, share) - piece.from()) * total);
        // The ends of the free space draw the pointer: whoever begins near one means it.
        long near = NEAR * step;
        long start = first <= near ? 0 : Math.clamp(first, 0, hole);
        long end = last >= hole - near ? hole : Math.clamp(last, start, hole);
        long bytes = end - start;
        double from = piece.from() + (double) start / total;
        boolean still = Math.abs(share - grip) * total < step;
        Optional<Change> change = bytes < step || still
                ? Optional.empty()
                : Optional.of(new Change.Create(region.id(), extent(start, bytes), Optional.empty()));
        return new BarDrag(
                region.id(),
                Optional.empty(),
                from,
                from + (double) bytes / total,
                change,
                change.map(ask::verdict).orElse(new Verdict.Home()),
                change.isPresent()
                        ? WindowTexts.text("bar.create", Sizes.words(bytes), region.id())
                        : WindowTexts.text("bar.create.none"));
    }

    /** At an address where one is known and the beginning of the free space was left out; else wherever the kernel likes. */
    private Extent extent(long start, long bytes) {
        OptionalLong hole = piece.start();
        return start > 0 && hole.isPresent()
                ? new Extent.At(hole.getAsLong() + start, hole.getAsLong() + start + bytes - 1)
                : new Extent.Size(bytes);
    }

    private long whole(double bytes) {
        return Math.round(bytes / step) * step;
    }
}
