// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.apply.Outcome.Blocks;
import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.model.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A device's state in a message. */
final class StateCodec {
    private StateCodec() {}

    static Json.Fields print(DeviceState state) {
        Json.Maker message =
                Json.make().with("device", state.device().toString()).with("mode", state.modeWord());
        state.size().ifPresent(bytes -> message.with("size", bytes));
        state.align().ifPresent(bytes -> message.with("align", bytes));
        if (!state.ranges().isEmpty()) {
            message.with("ranges", print(state.ranges()));
        }
        state.blocks()
                .ifPresent(blocks -> message.with("blocks", blocks.total())
                        .with("online", blocks.online())
                        .with("movable", blocks.movable()));
        state.leftOut().ifPresent(bytes -> message.with("leftOut", bytes));
        return state.pinned() ? message.flag("pinned").made() : message.made();
    }

    static Json.Many print(List<Range> ranges) {
        return new Json.Many(ranges.stream()
                .<Json>map(range -> Json.make()
                        .with("start", range.start())
                        .with("end", range.end())
                        .with("offset", range.pageOffset())
                        .made())
                .toList());
    }

    static DeviceState parse(Json.Fields one) throws BadMessage {
        one.only("device", "mode", "size", "align", "ranges", "blocks", "online", "movable", "leftOut", "pinned");
        Optional<Blocks> blocks = one.has("blocks")
                ? Optional.of(new Blocks(one.small("blocks"), one.small("online"), one.small("movable")))
                : Optional.empty();
        return new DeviceState(
                TreeCodec.device(one, "device"),
                one.text("mode"),
                whole(one, "size"),
                whole(one, "align"),
                one.has("ranges") ? ranges(one.many("ranges")) : List.of(),
                blocks,
                whole(one, "leftOut"),
                one.isSet("pinned"));
    }

    private static Optional<Long> whole(Json.Fields one, String name) throws BadMessage {
        return one.has(name) ? Optional.of(one.whole(name)) : Optional.empty();
    }

    static List<Range> ranges(Json.Many list) throws BadMessage {
        List<Range> ranges = new ArrayList<>();
        for (Json.Fields one : list.objects()) {
            one.only("start", "end", "offset");
            try {
                ranges.add(new Range(one.whole("start"), one.whole("end"), one.whole("offset")));
            } catch (IllegalArgumentException e) {
                throw new BadMessage("a range ends before it starts", e);
            }
        }
        return ranges;
    }
}
