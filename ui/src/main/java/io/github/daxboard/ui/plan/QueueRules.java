// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.ChangePlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which queued changes take each other's place. A device has at most one change of each sort: its mode, its size, its
 * alignment, its memory; the later one stands where the earlier one stood. A device that is to be destroyed has no other.
 */
final class QueueRules {
    private QueueRules() {}

    private enum Sort {
        MODE,
        SIZE,
        ALIGN,
        MEMORY,
        END,
        BEGINNING;

        static Sort of(Change change) {
            return switch (change) {
                case Change.SwitchMode it -> MODE;
                case Change.Resize it -> SIZE;
                case Change.SetAlign it -> ALIGN;
                case Change.Online it -> MEMORY;
                case Change.Offline it -> MEMORY;
                case Change.Destroy it -> END;
                case Change.Create it -> BEGINNING;
            };
        }
    }

    /** The list with one more change in it. */
    static List<Change> with(List<Change> list, Change change) {
        Optional<DeviceName> target = change.target();
        if (target.isEmpty()) {
            List<Change> next = new ArrayList<>(list);
            next.add(change);
            return next;
        }
        DeviceName device = target.get();
        List<Change> next = new ArrayList<>();
        boolean placed = false;
        for (Change each : list) {
            boolean same = each.target().filter(device::equals).isPresent();
            if (!same) {
                next.add(each);
            } else if (Sort.of(each) == Sort.of(change)) {
                next.add(change);
                placed = true;
            } else if (Sort.of(each) != Sort.END && Sort.of(change) != Sort.END) {
                next.add(each);
            }
        }
        if (!placed) {
            next.add(change);
        }
        return next;
    }

    /** Whether the list has a change whose place a new one would take. */
    static boolean hasLike(List<Change> list, Change change) {
        return change.target()
                .map(device -> list.stream()
                        .anyMatch(each -> each.target().filter(device::equals).isPresent()
                                && (Sort.of(each) == Sort.of(change)
                                        || Sort.of(each) == Sort.END
                                        || Sort.of(change) == Sort.END)))
                .orElse(false);
    }

    /** The list without one change, and without those of a device that would then never be made. */
    static List<Change> without(List<ChangePlan> plans, int index) {
        ChangePlan gone = plans.get(index);
        Set<DeviceName> orphans = new HashSet<>();
        if (gone.change() instanceof Change.Create) {
            gone.device().ifPresent(orphans::add);
        }
        List<Change> next = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            Change change = plans.get(i).change();
            if (i != index && change.target().filter(orphans::contains).isEmpty()) {
                next.add(change);
            }
        }
        return next;
    }

    /** Where in a list a device is made that no picture has yet. */
    static Optional<Integer> birth(List<ChangePlan> plans, DeviceName device) {
        for (int i = 0; i < plans.size(); i++) {
            if (plans.get(i).change() instanceof Change.Create
                    && plans.get(i).device().filter(device::equals).isPresent()) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
