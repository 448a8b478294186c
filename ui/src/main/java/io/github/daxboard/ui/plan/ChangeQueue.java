// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * What the admin asked for and has not applied: intents in order, never a changed picture. Undo and redo are those of the
 * queue, and touch no host. Which changes take each other's place is for {@link QueueRules}.
 */
public final class ChangeQueue {
    private final ReadOnlyObjectWrapper<List<Change>> changes = new ReadOnlyObjectWrapper<>(List.of());
    private final Set<DeviceName> mayLoseData = new HashSet<>();
    private final Deque<List<Change>> undo = new ArrayDeque<>();
    private final Deque<List<Change>> redo = new ArrayDeque<>();

    public ReadOnlyObjectProperty<List<Change>> changes() {
        return changes.getReadOnlyProperty();
    }

    public List<Change> list() {
        return changes.get();
    }

    public boolean isEmpty() {
        return list().isEmpty();
    }

    /** All of it as one order, with the devices that may lose their data. */
    public Order order() {
        return new Order(list(), mayLoseData);
    }

    /** The order that these changes in place of the queued ones would be. */
    Order order(List<Change> instead) {
        return new Order(instead, mayLoseData);
    }

    /** Where a device's last change stands, from 0. */
    public OptionalInt indexOf(DeviceName device) {
        for (int i = list().size() - 1; i >= 0; i--) {
            if (list().get(i).target().filter(device::equals).isPresent()) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** The admin typed a device's name, knowing that its data will be lost. It counts until its changes are others. */
    public void confirm(DeviceName device) {
        mayLoseData.add(device);
    }

    /** Puts a list in the place of what is queued: one step for undo. */
    public void replace(List<Change> next) {
        become(next);
    }

    /** Drops one change. */
    public void drop(int index) {
        List<Change> next = new ArrayList<>(list());
        next.remove(index);
        become(next);
    }

    /** Drops all changes of a device. */
    public void drop(DeviceName device) {
        become(list().stream()
                .filter(change -> change.target().filter(device::equals).isEmpty())
                .toList());
    }

    /** Lets a change come one place earlier or later. */
    public void shift(int index, int by) {
        int to = index + by;
        if (to >= 0 && to < list().size()) {
            List<Change> next = new ArrayList<>(list());
            Collections.swap(next, index, to);
            become(next);
        }
    }

    public void clear() {
        become(List.of());
    }

    /** Takes out what was carried out. There is no way back from that in the queue. */
    public void settle(List<Change> rest) {
        undo.clear();
        redo.clear();
        mayLoseData.clear();
        changes.set(List.copyOf(rest));
    }

    public boolean canUndo() {
        return !undo.isEmpty();
    }

    public boolean canRedo() {
        return !redo.isEmpty();
    }

    public void undo() {
        if (canUndo()) {
            redo.push(list());
            set(undo.pop());
        }
    }

    public void redo() {
        if (canRedo()) {
            undo.push(list());
            set(redo.pop());
        }
    }

    private void become(List<Change> next) {
        if (!next.equals(list())) {
            undo.push(list());
            redo.clear();
            set(next);
        }
    }

    private void set(List<Change> next) {
        mayLoseData.removeIf(device -> !of(device, list()).equals(of(device, next)));
        changes.set(List.copyOf(next));
    }

    private static List<Change> of(DeviceName device, List<Change> list) {
        return list.stream()
                .filter(change -> change.target().filter(device::equals).isPresent())
                .toList();
    }
}
