// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Superblock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A machine as a short text describes it. The package's description tells the form.
 *
 * @param kernel what {@code uname -r} says
 * @param host the machine's name
 * @param blockSize bytes of a memory block
 * @param autoOnline the policy for new blocks
 * @param autoprobe whether the bus probes by itself
 * @param modules the drivers of the dax bus, in the order in which they are on it
 * @param rams ordinary memory
 * @param regions by id
 * @param holders who uses the devices
 * @param ids what stands in the drivers' id lists
 * @param claims memory that others have reserved
 * @param superblocks what the devices hold
 * @param rules udev's rules that bring memory online
 * @param traits what not every machine has
 */
public record World(
        String kernel,
        String host,
        long blockSize,
        String autoOnline,
        boolean autoprobe,
        Map<Driver, ModuleState> modules,
        List<Ram> rams,
        List<RegionSpec> regions,
        List<Holder> holders,
        List<Id> ids,
        List<Claim> claims,
        Map<DeviceName, Superblock> superblocks,
        List<OnlineRule> rules,
        Traits traits) {

    /**
     * What not every machine has.
     *
     * @param hotplugState whether devices have the {@code state} of newer kernels
     * @param memmapOnMemory whether the kernel was started with memory_hotplug.memmap_on_memory
     * @param before510 whether the kernel is one before 5.10: without mapping folders, and devices can't be made or changed
     * @param looks the error that opening a device gives to who looks into it
     * @param used bytes of memory in use, by node
     * @param cached bytes of memory that only cache files, by node
     * @param agent the word that another program writes to each new memory block, as a udev rule does
     * @param agentComesBack whether that program brings online again what is taken offline
     * @param troubles memory blocks that do not go offline, by index
     * @param distances what the firmware tells of two nodes, by the two; 20 where it tells nothing
     */
    public record Traits(
            boolean hotplugState,
            boolean memmapOnMemory,
            boolean before510,
            Map<DeviceName, Errno> looks,
            Map<Integer, Long> used,
            Map<Integer, Long> cached,
            Optional<String> agent,
            boolean agentComesBack,
            Map<Long, Trouble> troubles,
            Map<Set<Integer>, Integer> distances,
            Optional<Errno> holdersHidden) {
        public Traits {
            looks = Map.copyOf(looks);
            used = Map.copyOf(used);
            cached = Map.copyOf(cached);
            troubles = Map.copyOf(troubles);
            distances = Map.copyOf(distances);
        }
    }

    /** Why a memory block does not go offline. */
    public enum Trouble {
        /** A page in it can't be moved: EBUSY, each time. */
        BUSY,
        /** A page in it could not be moved just then: EBUSY, once. */
        BUSY_ONCE,
        /** The kernel tries again and again, until a signal comes: EINTR. */
        STUCK
    }

    /** 2 MiB, in bytes: what dax_hmem, cxl and pmem give their devices. */
    static final long DEFAULT_ALIGN = 1L << 21;

    /** How a driver's module stands. */
    public enum ModuleState {
        LOADED,
        LOADABLE,
        BUILTIN,
        MISSING
    }

    /** Who provides a region. */
    public enum Kind {
        HMEM,
        CXL,
        /** A namespace on real modules (NFIT). */
        PMEM,
        /** A namespace on memory that the boot parameter {@code memmap=nG!mG} made. */
        E820
    }

    /** What a device is used as at the start. */
    public enum Use {
        DEVDAX,
        FSDEV,
        SYSTEM_RAM,
        UNBOUND,
        /** kmem was unbound while its memory was online. */
        PINNED,
        /** Bound to another maker's driver. */
        OTHER
    }

    /** Ordinary memory: first address and size in bytes, and its node. */
    public record Ram(long start, long size, int node) {}

    /** A name in a driver's id list. */
    public record Id(Driver driver, DeviceName device) {}

    /** Memory that something else has reserved: first address, size in bytes, and the name in /proc/iomem. */
    public record Claim(long start, long size, String name) {}

    /**
     * A region.
     *
     * @param start its first address; of a namespace, where its metadata is
     * @param size bytes for devices
     * @param node the node that its memory would join
     * @param cpus the node of the nearest processors
     * @param idle made with region_idle=1
     * @param metadata bytes before the device
     */
    public record RegionSpec(
            int id,
            Kind kind,
            long start,
            long size,
            Optional<Integer> node,
            Optional<Integer> cpus,
            boolean idle,
            long metadata,
            List<DeviceSpec> devices) {
        public RegionSpec {
            devices = List.copyOf(devices);
        }

        long dataStart() {
            return start + metadata;
        }

        boolean isStatic() {
            return kind == Kind.PMEM || kind == Kind.E820;
        }
    }

    /**
     * A device.
     *
     * @param size bytes
     * @param align bytes
     * @param online how many of its memory blocks are online
     * @param zone how they came online: online_movable or online_kernel
     * @param driver its driver
     */
    public record DeviceSpec(
            DeviceName name, long size, long align, Use use, int online, String zone, Optional<Driver> driver) {}

    public World {
        modules = Collections.unmodifiableMap(new LinkedHashMap<>(modules));
        regions = List.copyOf(regions);
        rams = List.copyOf(rams);
        holders = List.copyOf(holders);
        ids = List.copyOf(ids);
        claims = List.copyOf(claims);
        superblocks = Map.copyOf(superblocks);
        rules = List.copyOf(rules);
    }

    /**
     * Reads a world.
     *
     * @throws WorldException that names the line and the word which is not understood
     */
    public static World parse(String text) {
        return new WorldParser().parse(text);
    }

    /** The machine of the demo. */
    public static World demo() {
        return resource("demo");
    }

    /** A machine like the lab's, after its start. */
    public static World lab() {
        return resource("lab");
    }

    private static World resource(String name) {
        String path = "/io/github/daxboard/worlds/" + name + ".world";
        try (InputStream in = World.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the program is incomplete: it has no " + path);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
