// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Superblock;
import io.github.daxboard.sim.World.Claim;
import io.github.daxboard.sim.World.DeviceSpec;
import io.github.daxboard.sim.World.Kind;
import io.github.daxboard.sim.World.ModuleState;
import io.github.daxboard.sim.World.Ram;
import io.github.daxboard.sim.World.RegionSpec;
import io.github.daxboard.sim.World.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** From a world's text to a {@link World}: first each line for itself, then what the lines say together. */
final class WorldParser {
    private String kernel = "6.12.117+deb12-amd64";
    private String host = "simulated";
    private long blockSize = 128L << 20;
    private String autoOnline = "offline";
    private boolean autoprobe = true;
    private final Map<Driver, ModuleState> modules = new LinkedHashMap<>();
    private final List<Ram> rams = new ArrayList<>();
    private final Map<Integer, RegionSpec> regions = new TreeMap<>();
    private final Map<Integer, Integer> regionLines = new TreeMap<>();
    private final Map<DeviceName, DeviceSpec> devices = new LinkedHashMap<>();
    private final List<Holder> holders = new ArrayList<>();
    private Optional<Errno> holdersHidden = Optional.empty();
    private final List<World.Id> ids = new ArrayList<>();
    private final List<Claim> claims = new ArrayList<>();
    private final Map<DeviceName, Superblock> superblocks = new LinkedHashMap<>();
    private final List<OnlineRule> rules = new ArrayList<>();
    private final Map<Integer, Long> used = new TreeMap<>();
    private final Map<Integer, Long> cached = new TreeMap<>();
    private final Map<Long, World.Trouble> troubles = new TreeMap<>();
    private final Map<Set<Integer>, Integer> distances = new HashMap<>();
    private boolean hotplugState;
    private boolean memmapOnMemory;
    private boolean before510;
    private final Map<DeviceName, Errno> looks = new HashMap<>();
    private Optional<String> agent = Optional.empty();
    private boolean agentComesBack;

    World parse(String text) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            int comment = line.indexOf('#');
            String content = comment < 0 ? line : line.substring(0, comment);
            if (!content.isBlank()) {
                LineTokens words = new LineTokens(number, content);
                line(words);
                words.end();
            }
        }
        modules.putIfAbsent(Driver.DEVICE_DAX, ModuleState.LOADED);
        modules.putIfAbsent(Driver.KMEM, ModuleState.LOADABLE);
        modules.putIfAbsent(Driver.FSDEV_DAX, ModuleState.MISSING);
        List<RegionSpec> whole =
                regions.values().stream().map(this::withDevices).toList();
        World.Traits traits = new World.Traits(
                hotplugState,
                memmapOnMemory,
                before510,
                looks,
                used,
                cached,
                agent,
                agentComesBack,
                troubles,
                distances,
                holdersHidden);
        return new World(
                kernel,
                host,
                blockSize,
                autoOnline,
                autoprobe,
                modules,
                rams,
                whole,
                holders,
                ids,
                claims,
                superblocks,
                rules,
                traits);
    }

    private void line(LineTokens words) {
        String about = words.next("a word");
        switch (about) {
            case "kernel" -> kernel = words.next("a kernel release");
            case "host" -> host = words.next("a host name");
            case "block" -> block(words);
            case "auto-online" -> autoOnline = words.oneOf("offline", "online", "online_kernel", "online_movable");
            case "autoprobe" -> autoprobe = words.oneOf("on", "off").equals("on");
            case "module" -> modules.put(words.driver(), words.constant(ModuleState.class, "a module's state"));
            case "ram" -> ram(words);
            case "region" -> region(words);
            case "device" -> device(words);
            case "holder" -> holder(words);
            case "holders" -> holdersHidden = Optional.of(hidden(words));
            case "id" -> ids.add(new World.Id(words.driver(), words.device()));
            case "claim" -> claims.add(new Claim(words.address(), words.size("a size"), words.next("a name")));
            case "superblock" -> superblock(words);
            case "rule" -> rules.add(new OnlineRule(words.next("a file"), words.number("a line"), words.rest()));
            case "hotplug-state" -> hotplugState = words.oneOf("on", "off").equals("on");
            case "memmap-on-memory" -> memmapOnMemory = words.oneOf("on", "off").equals("on");
            case "before-5.10" -> before510 = words.oneOf("on", "off").equals("on");
            case "look" -> look(words);
            case "node" -> node(words);
            case "distance" -> distance(words);
            case "agent" -> {
                agent = Optional.of(words.oneOf("online", "online_kernel", "online_movable"));
                agentComesBack = words.takes("again");
            }
            case "trouble" ->
                troubles.put(
                        (long) words.number("a memory block"),
                        words.constant(World.Trouble.class, "a kind of trouble"));
            default ->
                throw words.fail("\"" + about + "\" is not understood; a line begins with kernel, host, block,"
                        + " auto-online, autoprobe, hotplug-state, memmap-on-memory, before-5.10, module, ram, node, distance,"
                        + " region, device, holder, holders, superblock, look, id, claim, rule, agent or trouble");
        }
    }

    private void superblock(LineTokens words) {
        DeviceName device = words.device();
        if (!devices.containsKey(device)) {
            throw words.fail(device + " has no device line above it");
        }
        String type = words.next("a type");
        Optional<String> label = words.takes("label") ? Optional.of(words.next("a label")) : Optional.empty();
        Optional<String> uuid = words.takes("uuid") ? Optional.of(words.next("a UUID")) : Optional.empty();
        superblocks.put(device, new Superblock(type, label, uuid));
    }

    private void look(LineTokens words) {
        DeviceName device = words.device();
        List<Errno> known = List.of(Errno.EAGAIN, Errno.EBUSY, Errno.EIO, Errno.ENODEV, Errno.ENOENT);
        String symbol = words.oneOf(known.stream().map(Errno::symbol).toArray(String[]::new));
        known.stream().filter(errno -> errno.symbol().equals(symbol)).forEach(errno -> looks.put(device, errno));
    }

    private void node(LineTokens words) {
        int node = words.number("a node");
        if (words.takes("used")) {
            used.put(node, words.size("a size"));
        }
        if (words.takes("cached")) {
            cached.put(node, words.size("a size"));
        }
    }

    private void distance(LineTokens words) {
        int node = words.number("a node");
        int other = words.number("a node");
        if (node == other) {
            throw words.fail("a node is always 10 from itself");
        }
        distances.put(Set.of(node, other), words.number("a distance"));
    }

    private void block(LineTokens words) {
        blockSize = words.size("a block size");
        if (Long.bitCount(blockSize) != 1 || blockSize < (128L << 20)) {
            throw words.fail("a memory block is a power of two, and 128M at least");
        }
    }

    private void ram(LineTokens words) {
        long start = words.address();
        long size = words.size("a size");
        int node = words.takes("node") ? words.number("a node") : 0;
        rams.add(new Ram(start, size, node));
    }

    private void region(LineTokens words) {
        int id = words.number("a region's id");
        Kind kind = words.constant(Kind.class, "a kind of region");
        long start = words.address();
        long size = words.size("a size");
        Optional<Integer> node = words.numberAfter("node", "a node");
        Optional<Integer> cpus = words.numberAfter("cpus", "a node");
        boolean idle = kind == Kind.HMEM && words.takes("idle");
        boolean namespace = kind == Kind.PMEM || kind == Kind.E820;
        long metadata = namespace && words.takes("metadata") ? words.size("a size") : 0;
        if (size == 0 || start % World.DEFAULT_ALIGN != 0 || size % World.DEFAULT_ALIGN != 0) {
            throw words.fail("a region begins at a multiple of 2M and is one");
        }
        if (regions.put(id, new RegionSpec(id, kind, start, size, node, cpus, idle, metadata, List.of())) != null) {
            throw words.fail("there are two regions " + id);
        }
        regionLines.put(id, words.line());
    }

    private void device(LineTokens words) {
        DeviceName name = words.device();
        RegionSpec region = Optional.ofNullable(regions.get(name.region()))
                .orElseThrow(() -> words.fail(name + " has no region line above it"));
        long size = words.size("a size");
        Use use;
        Optional<Driver> other = Optional.empty();
        if (words.takes("driver")) {
            use = Use.OTHER;
            other = Optional.of(words.driver());
        } else {
            use = words.constant(Use.class, "a use");
        }
        boolean memory = use == Use.SYSTEM_RAM || use == Use.PINNED;
        int online = memory && words.takes("online") ? words.number("a number of blocks") : 0;
        String zone = online > 0 && words.takes("kernel") ? "online_kernel" : "online_movable";
        if (online > 0) {
            words.takes("movable");
        }
        long align = words.takes("align") ? words.size("an alignment") : World.DEFAULT_ALIGN;
        DeviceSpec device = new DeviceSpec(name, size, align, use, online, zone, other.or(() -> driverOf(use)));
        check(words, device, region);
        if (devices.put(name, device) != null) {
            throw words.fail("there are two devices " + name);
        }
    }

    private static Optional<Driver> driverOf(Use use) {
        return switch (use) {
            case DEVDAX -> Optional.of(Driver.DEVICE_DAX);
            case FSDEV -> Optional.of(Driver.FSDEV_DAX);
            case SYSTEM_RAM -> Optional.of(Driver.KMEM);
            case UNBOUND, PINNED, OTHER -> Optional.empty();
        };
    }

    private void check(LineTokens words, DeviceSpec device, RegionSpec region) {
        if (device.size() % Math.max(device.align(), World.DEFAULT_ALIGN) != 0) {
            throw words.fail("the size of " + device.name() + " is not a multiple of its alignment");
        }
        if (device.size() == 0 && device.use() != Use.UNBOUND) {
            throw words.fail(device.name() + " has no memory, so nothing can be bound to it");
        }
        if (region.isStatic() && device.size() != region.size()) {
            throw words.fail("region " + region.id() + " is static: its one device has its size");
        }
        boolean memory = device.use() == Use.SYSTEM_RAM || device.use() == Use.PINNED;
        if (memory && region.node().isEmpty()) {
            throw words.fail(device.name() + " can't be memory: its region has no node");
        }
        if (device.use() == Use.PINNED && device.online() == 0) {
            throw words.fail("pinned memory has blocks online: say how many");
        }
        device.driver().ifPresent(driver -> {
            ModuleState state = modules.getOrDefault(driver, defaultState(driver));
            if (state != ModuleState.LOADED && state != ModuleState.BUILTIN) {
                throw words.fail(device.name() + " is bound to " + driver + ", which no line above says is loaded");
            }
        });
    }

    private static ModuleState defaultState(Driver driver) {
        return driver.equals(Driver.DEVICE_DAX) ? ModuleState.LOADED : ModuleState.MISSING;
    }

    private RegionSpec withDevices(RegionSpec region) {
        List<DeviceSpec> own = new ArrayList<>(devices.values().stream()
                .filter(device -> device.name().region() == region.id())
                .toList());
        DeviceName first = new DeviceName(region.id(), 0);
        int line = regionLines.getOrDefault(region.id(), 0);
        if (own.isEmpty() && !region.isStatic()) {
            long size = region.idle() ? 0 : region.size();
            own.add(new DeviceSpec(first, size, World.DEFAULT_ALIGN, Use.UNBOUND, 0, "", Optional.empty()));
        } else if (own.stream().noneMatch(device -> device.name().equals(first))) {
            throw new WorldException(line, "region " + region.id() + " has no device " + first);
        }
        if (own.stream().mapToLong(DeviceSpec::size).sum() > region.size()) {
            throw new WorldException(line, "the devices of region " + region.id() + " are larger than it");
        }
        return new RegionSpec(
                region.id(),
                region.kind(),
                region.start(),
                region.size(),
                region.node(),
                region.cpus(),
                region.idle(),
                region.metadata(),
                own);
    }

    private static Errno hidden(LineTokens words) {
        return switch (words.oneOf("denied", "contained", "hung")) {
            case "denied" -> Errno.EPERM;
            case "contained" -> Errno.ESRCH;
            default -> Errno.ETIMEDOUT;
        };
    }

    private void holder(LineTokens words) {
        DeviceName device = words.device();
        if (!devices.containsKey(device)) {
            throw words.fail(device + " has no device line above it");
        }
        String how = words.oneOf("maps", "opens", "mount", "serves", "claim");
        if (how.equals("claim")) {
            holders.add(Holder.claim(device));
            return;
        }
        if (how.equals("mount")) {
            String where = words.next("a mount point");
            String whose = words.takes("of") ? " in the mount namespace of " + words.next("a process") : "";
            holders.add(new Holder(device, Holder.Kind.MOUNT, 0, where + whose, -1));
            return;
        }
        Holder.Kind kind = switch (how) {
            case "maps" -> Holder.Kind.MAPPING;
            case "serves" -> Holder.Kind.SERVER;
            default -> Holder.Kind.OPEN_FILE;
        };
        int pid = words.number("a process id");
        String command = words.next("a command");
        int user = words.takes("uid") ? words.number("a user id") : 0;
        Optional<String> unit = words.takes("unit") ? Optional.of(words.next("a unit")) : Optional.empty();
        Optional<String> guest = words.takes("guest") ? Optional.of(words.next("a guest")) : Optional.empty();
        Optional<String> node = words.takes("as") ? Optional.of(words.next("a node")) : Optional.empty();
        holders.add(new Holder(device, kind, pid, command, user, unit, guest, Optional.empty(), node));
    }
}
