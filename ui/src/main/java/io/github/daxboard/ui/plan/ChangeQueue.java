// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.plan.Change;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * What the admin asked for and has not applied: intents, never a changed picture. At most one for a device. Undo and redo
 * are those of the queue, and touch no host.
 */
public final class ChangeQueue {
    private final ReadOnlyObjectWrapper<List<Change>> changes = new ReadOnlyObjectWrapper<>(List.of());
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

    /** Where a device's change stands, from 0. */
    public OptionalInt indexOf(DeviceName device) {
        for (int i = 0; i < list().size(); i++) {
            if (list().get(i).target().filter(device::equals).isPresent()) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** The list that {@link #put} would lead to: a device's later change takes the place of its earlier one. */
    public List<Change> with(Change change) {
        List<Change> next = new ArrayList<>(list());
        OptionalInt index = change.target().map(this::indexOf).orElse(OptionalInt.empty());
        if (index.isPresent()) {
            next.set(index.getAsInt(), change);
        } else {
            next.add(change);
        }
        return List.copyOf(next);
    }

    public void put(Change change) {
        become(with(change));
    }

    public void drop(DeviceName device) {
        become(list().stream()
                .filter(change -> !change.target().filter(device::equals).isPresent())
                .toList());
    }

    public void clear() {
        become(List.of());
    }

    /** Takes out what was carried out. There is no way back from that in the queue. */
    public void settle(List<Change> rest) {
        undo.clear();
        redo.clear();
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
            changes.set(undo.pop());
        }
    }

    public void redo() {
        if (canRedo()) {
            undo.push(list());
            changes.set(redo.pop());
        }
    }

    private void become(List<Change> next) {
        if (!next.equals(list())) {
            undo.push(list());
            redo.clear();
            changes.set(List.copyOf(next));
        }
    }
}
