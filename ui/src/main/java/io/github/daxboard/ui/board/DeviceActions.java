// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Alignments;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Changes;
import io.github.daxboard.ui.board.DeviceAction.Kind;
import io.github.daxboard.ui.plan.AskCommand;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which actions a device has, each with the reason why not: the planner is asked, so that no list of rules stands here. */
final class DeviceActions {
    private static final long KIB = 1024;

    private final Snapshot snapshot;
    private final AskCommand ask;

    DeviceActions(Snapshot snapshot, AskCommand ask) {
        this.snapshot = snapshot;
        this.ask = ask;
    }

    List<DeviceAction> of(DeviceName name) {
        Optional<Device> device = snapshot.device(name);
        Optional<Region> region = snapshot.regionOf(name);
        if (device.isEmpty() || region.isEmpty()) {
            return List.of();
        }
        List<DeviceAction> actions = new ArrayList<>();
        if (!device.get().isEmpty()) {
            for (Kind kind : List.of(Kind.RESIZE, Kind.SPLIT)) {
                actions.add(new DeviceAction(kind, words(kind), spaceOff(device.get(), region.get(), kind)));
            }
        }
        for (Kind kind : kinds(device.get())) {
            actions.add(DeviceAction.of(
                    kind, words(kind), ask.verdict(change(kind, name).orElseThrow())));
        }
        return actions;
    }

    private static List<Kind> kinds(Device device) {
        List<Kind> kinds = new ArrayList<>();
        if (device.mode().filter(Mode.SYSTEM_RAM::equals).isPresent()) {
            kinds.addAll(List.of(Kind.ONLINE_MOVABLE, Kind.ONLINE_KERNEL, Kind.OFFLINE));
        }
        kinds.addAll(List.of(Kind.ALIGN_4K, Kind.ALIGN_2M, Kind.ALIGN_1G, Kind.DESTROY));
        return kinds;
    }

    private static String words(Kind kind) {
        return WindowTexts.text("action." + kind.id());
    }

    private Optional<String> spaceOff(Device device, Region region, Kind kind) {
        if (region.isStatic()) {
            return Optional.of(WindowTexts.text("board.static"));
        }
        if (snapshot.isPinned(device)) {
            return Optional.of(WindowTexts.text("board.stuck.pinned", device.name()));
        }
        long size = device.size().value().orElse(0L);
        long step = Alignments.step(Alignments.of(device));
        if (kind == Kind.SPLIT && Changes.split(snapshot, device.name(), 2).isEmpty()) {
            return Optional.of(WindowTexts.text("action.split.small", device.name()));
        }
        // Half of it is asked for as a probe: what blocks that blocks every other size.
        long half = Math.max(step, size / 2 / step * step);
        var verdict = ask.verdict(new Change.Resize(device.name(), half));
        return verdict.isRefused() ? Optional.of(verdict.reason()) : Optional.empty();
    }

    /** The change that an action asks for at once; none where it asks for a size first. */
    static Optional<Change> change(Kind kind, DeviceName device) {
        return switch (kind) {
            case RESIZE, SPLIT -> Optional.empty();
            case ALIGN_4K -> Optional.of(new Change.SetAlign(device, 4 * KIB));
            case ALIGN_2M -> Optional.of(new Change.SetAlign(device, 2 * KIB * KIB));
            case ALIGN_1G -> Optional.of(new Change.SetAlign(device, KIB * KIB * KIB));
            case ONLINE_MOVABLE -> Optional.of(new Change.Online(device, Zone.MOVABLE));
            case ONLINE_KERNEL -> Optional.of(new Change.Online(device, Zone.KERNEL));
            case OFFLINE -> Optional.of(new Change.Offline(device));
            case DESTROY -> Optional.of(new Change.Destroy(device));
        };
    }
}
