// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.session;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The devices of a host that are selected, the newest last: one selection for the board, the map and the inspector. */
public final class Selection {
    private final ReadOnlyObjectWrapper<List<DeviceName>> devices = new ReadOnlyObjectWrapper<>(List.of());
    private Set<DeviceName> all = Set.of();

    public ReadOnlyObjectProperty<List<DeviceName>> devices() {
        return devices.getReadOnlyProperty();
    }

    public List<DeviceName> list() {
        return devices.get();
    }

    public boolean contains(DeviceName device) {
        return all.contains(device);
    }

    /** The one that the inspector shows: what was selected last. */
    public Optional<DeviceName> newest() {
        return list().isEmpty() ? Optional.empty() : Optional.of(list().getLast());
    }

    /** Selects this one alone. */
    public void select(DeviceName device) {
        become(List.of(device));
    }

    /** Adds it to the selection, or takes it out. */
    public void toggle(DeviceName device) {
        List<DeviceName> next = new ArrayList<>(list());
        if (!next.remove(device)) {
            next.add(device);
        }
        become(next);
    }

    /** Selects these alone, the newest last. */
    public void select(List<DeviceName> all) {
        become(all);
    }

    public void clear() {
        become(List.of());
    }

    /** Forgets what a host has no more. */
    public void keep(Snapshot snapshot) {
        if (!list().isEmpty()) {
            Set<DeviceName> there = snapshot.devices().map(Device::name).collect(Collectors.toSet());
            become(list().stream().filter(there::contains).toList());
        }
    }

    private void become(List<DeviceName> next) {
        if (!next.equals(list())) {
            all = Set.copyOf(next);
            devices.set(List.copyOf(next));
        }
    }
}
