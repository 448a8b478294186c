// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.model.Errno;
import io.github.daxboard.plan.Action;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What an error number means, by what was asked of the kernel: a table for each sort of write, by the number's symbol. */
final class Causes {
    private static final Map<String, Cause> NO_RIGHT =
            Map.of("EACCES", Cause.keyed("cause.root"), "EPERM", Cause.keyed("cause.root"));

    private static final Map<String, Cause> ANY =
            Map.of("ENOMEM", Cause.keyed("cause.memory"), "ENOENT", Cause.keyed("cause.gone"));

    private static final Map<String, Cause> BIND = Map.of(
            "EBUSY", Cause.keyed("cause.bind.busy"),
            "ENODEV", Cause.keyed("cause.bind.noMatch"),
            "EINVAL", Cause.keyed("cause.bind.probe"),
            "ENXIO", Cause.keyed("cause.bind.empty"),
            "ENOMEM", Cause.keyed("cause.bind.memmap"));

    private static final Map<String, Cause> UNBIND = Map.of("ENODEV", Cause.keyed("cause.unbind.notBound"));

    // drivers/dax/bus.c, as the next five.
    private static final Map<String, Cause> SIZE = Map.of(
            "EBUSY", Cause.keyed("cause.bound"),
            "ENOSPC", Cause.keyed("cause.size.full"),
            "EINVAL", Cause.keyed("cause.size.uneven"),
            "ENXIO", Cause.keyed("cause.size.noRegion"),
            "EINTR", Cause.keyed("cause.signal"));

    private static final Map<String, Cause> ALIGN = Map.of(
            "EBUSY", Cause.keyed("cause.bound"),
            "EINVAL", Cause.keyed("cause.align.unfit"),
            "ENXIO", Cause.keyed("cause.noRegion"));

    private static final Map<String, Cause> MAPPING = Map.of(
            "ENOMEM", Cause.keyed("cause.mapping.taken"),
            "ENXIO", Cause.keyed("cause.noRegion"),
            "EIO", Cause.keyed("cause.mapping.nothing"));

    private static final Map<String, Cause> CREATE = Map.of("ENOSPC", Cause.keyed("cause.create.full"));

    private static final Map<String, Cause> DELETE =
            Map.of("EBUSY", Cause.keyed("cause.delete.busy"), "ENXIO", Cause.keyed("cause.delete.gone"));

    private static final Map<String, Cause> DELETE_FIRST =
            Map.of("EBUSY", Cause.keyed("cause.delete.first"), "ENXIO", Cause.keyed("cause.delete.gone"));

    private static final Map<String, Cause> HOTPLUG = Map.of("EBUSY", Cause.keyed("cause.hotplug.busy"));

    // mm/memory_hotplug.c and drivers/base/memory.c.
    private static final Map<String, Cause> BLOCK = Map.of(
            "EINTR", Cause.keyed("cause.signal"),
            "EPERM", Cause.keyed("cause.block.never"),
            "ENOMEM", Cause.keyed("cause.block.memory"),
            "ENOENT", Cause.keyed("cause.block.gone"),
            "ENODEV", Cause.keyed("cause.block.gone"));

    private static final Map<String, Cause> BLOCK_OFFLINE =
            Map.of("EBUSY", Cause.keyed("cause.offline.busy"), "EINVAL", Cause.keyed("cause.offline.invalid"));

    private static final Map<String, Cause> BLOCK_ONLINE =
            Map.of("EBUSY", Cause.keyed("cause.online.busy"), "EINVAL", Cause.keyed("cause.online.invalid"));

    private Causes() {}

    static Cause of(Action action, Errno errno) {
        return switch (action) {
            case Action.Bind bind -> of(errno, List.of(NO_RIGHT, BIND, ANY));
            case Action.BindOrRegister bind -> of(errno, List.of(NO_RIGHT, BIND, ANY));
            case Action.Unbind unbind -> of(errno, List.of(NO_RIGHT, UNBIND, ANY));
            case Action.SetSize set -> of(errno, List.of(NO_RIGHT, SIZE, ANY));
            case Action.RestoreRanges restore -> of(errno, List.of(NO_RIGHT, MAPPING, SIZE, ANY));
            case Action.SetAlign set -> of(errno, List.of(NO_RIGHT, ALIGN, ANY));
            case Action.AddMapping add -> of(errno, List.of(NO_RIGHT, MAPPING, ANY));
            case Action.CreateDevice create -> of(errno, List.of(NO_RIGHT, CREATE, ANY));
            case Action.DeleteDevice delete ->
                of(errno, List.of(NO_RIGHT, delete.device().isSeed() ? DELETE_FIRST : DELETE, ANY));
            case Action.SetHotplugState set -> of(errno, List.of(NO_RIGHT, HOTPLUG, ANY));
            default -> of(errno, List.of(NO_RIGHT, ANY));
        };
    }

    /**
     * Of one memory block.
     *
     * @param word what was written to its {@code state}
     */
    static Cause ofBlock(String word, Errno errno) {
        return of(errno, List.of(word.equals("offline") ? BLOCK_OFFLINE : BLOCK_ONLINE, BLOCK));
    }

    private static Cause of(Errno errno, List<Map<String, Cause>> tables) {
        return tables.stream()
                .map(table -> table.get(errno.symbol()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> Cause.keyed("cause.unknown", errno.message()));
    }
}
