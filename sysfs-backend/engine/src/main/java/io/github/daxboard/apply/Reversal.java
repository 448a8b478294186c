// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.apply.Outcome.Blocks;
import io.github.daxboard.apply.Outcome.ChangeResult;
import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Change.Extent;
import io.github.daxboard.plan.Change.Onlining;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The order that takes a past plan back, as far as its journal tells what was there before. It is an order like any other:
 * planned on how the host is now, shown, confirmed. What a device held is not brought back.
 */
public sealed interface Reversal {

    /** What to plan. */
    record Possible(Order order) implements Reversal {}

    /** Why there is no such order. */
    record Impossible(Problem refusal) implements Reversal {}

    /** The changes that were done, last first, each turned round. */
    static Reversal of(PastPlan past) {
        List<Change> back = new ArrayList<>();
        for (int number = past.order().changes().size() - 1; number >= 0; number--) {
            if (past.outcome().changes().get(number) != ChangeResult.DONE) {
                continue;
            }
            Change change = past.order().changes().get(number);
            Optional<List<Change>> turned = past.before().get(number).flatMap(before -> turned(change, before));
            if (turned.isEmpty()) {
                return new Impossible(unknown(past, change));
            }
            back.addAll(turned.get());
        }
        return back.isEmpty() ? new Impossible(nothing(past)) : new Possible(Order.of(back));
    }

    private static Optional<List<Change>> turned(Change change, DeviceState before) {
        return switch (change) {
            case Change.SwitchMode request -> mode(request.device(), before).map(List::of);
            case Change.Create create -> Optional.of(List.of(new Change.Destroy(before.device())));
            case Change.Resize(DeviceName device, long bytes) ->
                before.size().filter(size -> size > 0).map(size -> List.of(new Change.Resize(device, size)));
            case Change.SetAlign(DeviceName device, long bytes) ->
                before.align().map(align -> List.of(new Change.SetAlign(device, align)));
            case Change.Destroy(DeviceName device) -> remade(device, before);
            case Change.Online(DeviceName device, Zone zone) ->
                before.blocks()
                        .filter(blocks -> blocks.online() == 0)
                        .map(blocks -> List.of(new Change.Offline(device)));
            case Change.Offline(DeviceName device) ->
                before.blocks()
                        .filter(blocks -> blocks.online() == blocks.total())
                        .flatMap(Reversal::zone)
                        .map(zone -> List.of(new Change.Online(device, zone)));
        };
    }

    private static Optional<Change> mode(DeviceName device, DeviceState before) {
        return Mode.parse(before.modeWord()).flatMap(mode -> {
            if (mode != Mode.SYSTEM_RAM) {
                return Optional.of(new Change.SwitchMode(device, mode));
            }
            return before.blocks()
                    .flatMap(Reversal::onlining)
                    .map(onlining -> new Change.SwitchMode(device, mode, onlining));
        });
    }

    /** How all blocks were; none where some were and some were not, which no one change gives back. */
    private static Optional<Onlining> onlining(Blocks blocks) {
        if (blocks.online() == 0) {
            return Optional.of(Onlining.LEAVE_OFFLINE);
        }
        return blocks.online() < blocks.total()
                ? Optional.empty()
                : zone(blocks).map(zone -> zone == Zone.MOVABLE ? Onlining.MOVABLE : Onlining.KERNEL);
    }

    private static Optional<Zone> zone(Blocks blocks) {
        if (blocks.movable() == blocks.online()) {
            return Optional.of(Zone.MOVABLE);
        }
        return blocks.movable() == 0 ? Optional.of(Zone.KERNEL) : Optional.empty();
    }

    /** daxX.0 stayed, with size 0; another device is made again where it was, under the lowest number that is free. */
    private static Optional<List<Change>> remade(DeviceName device, DeviceState before) {
        Optional<Long> size = before.size().filter(bytes -> bytes > 0);
        if (size.isEmpty()) {
            return Optional.empty();
        }
        if (device.isSeed()) {
            return Optional.of(List.of(new Change.Resize(device, size.get())));
        }
        List<Range> ranges = before.ranges();
        Extent extent = ranges.size() == 1
                ? new Extent.At(ranges.getFirst().start(), ranges.getFirst().end())
                : new Extent.Size(size.get());
        return Optional.of(List.of(new Change.Create(device.region(), extent, before.align())));
    }

    private static Problem unknown(PastPlan past, Change change) {
        return Problem.keyed(
                Problem.Kind.BLOCKED, "reversal.unknown", "plan " + past.number(), past.number(), change.message());
    }

    private static Problem nothing(PastPlan past) {
        return Problem.keyed(Problem.Kind.BLOCKED, "reversal.nothing", "plan " + past.number(), past.number());
    }
}
