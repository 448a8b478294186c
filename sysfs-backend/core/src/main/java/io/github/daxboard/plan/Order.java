// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.DeviceName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that an admin asks for at once.
 *
 * @param changes in order; a later one is planned on what the earlier ones lead to
 * @param mayLoseData the devices that the admin named when told that a change destroys known data on them
 */
public record Order(List<Change> changes, Set<DeviceName> mayLoseData) {
    public Order {
        changes = List.copyOf(changes);
        mayLoseData = Set.copyOf(mayLoseData);
    }

    /** Changes that nobody has agreed to lose data for. */
    public static Order of(List<? extends Change> changes) {
        return new Order(List.copyOf(changes), Set.of());
    }

    public Order allowing(DeviceName device) {
        return new Order(
                changes, Stream.concat(mayLoseData.stream(), Stream.of(device)).collect(Collectors.toSet()));
    }
}
