// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.kernel.Uevent;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Superblock;
import io.github.daxboard.sim.Entry.Attribute;
import io.github.daxboard.sim.Entry.Folder;
import io.github.daxboard.sim.Entry.Link;
import io.github.daxboard.sim.World.ModuleState;
import io.github.daxboard.sim.World.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The machine that a world describes, running. All of it is behind one lock; each call is one moment. */
final class Machine implements KernelPort {
    /** EISDIR, which nothing else needs. */
    private static final Errno EISDIR = new Errno(21);

    private final SysTree tree = new SysTree();
    private final KernelLog log = new KernelLog();
    private final Iomem iomem = new Iomem();
    private final Memory memory;
    private final SimulatedBus bus;
    private final String release;
    private final Map<Driver, ModuleState> modules;
    private final List<Holder> holders;
    private Optional<Errno> holdersHidden;
    private final Map<DeviceName, Superblock> superblocks;
    private final Map<DeviceName, Errno> looks;
    private final List<OnlineRule> rules;
    private final boolean hasHotplugState;
    private final List<Consumer<Uevent>> listeners = new CopyOnWriteArrayList<>();

    Machine(World world) {
        release = world.kernel();
        modules = new LinkedHashMap<>(world.modules());
        holders = new ArrayList<>(world.holders());
        holdersHidden = world.traits().holdersHidden();
        hasHotplugState = world.traits().hotplugState();
        superblocks = new HashMap<>(world.superblocks());
        looks = new HashMap<>(world.traits().looks());
        rules = world.rules();
        memory = new Memory(tree, log, this::tell, world.blockSize(), world.traits());
        bus = new SimulatedBus(tree, log, this::tell, world.autoprobe());
        new Boot(world, this).run();
        memory.start(world.autoOnline());
    }

    SysTree tree() {
        return tree;
    }

    Iomem iomem() {
        return iomem;
    }

    Memory memory() {
        return memory;
    }

    SimulatedBus bus() {
        return bus;
    }

    synchronized SortedMap<String, List<String>> ids() {
        return bus.ids();
    }

    KernelLog log() {
        return log;
    }

    @Override
    public synchronized Reading<String> read(KernelPath path) {
        return read(path, true);
    }

    synchronized Reading<String> read(KernelPath path, boolean root) {
        return tree.find(path).flatMap(entry -> switch (entry) {
            case Folder folder -> Reading.failed(EISDIR);
            case Link link -> Reading.failed(Errno.ELOOP);
            case Attribute file when !file.isReadableBy(root) -> Reading.failed(Errno.EACCES);
            case Attribute file -> Reading.of(file.show().apply(root));
        });
    }

    @Override
    public synchronized Reading<String> readLink(KernelPath path) {
        return tree.find(path)
                .flatMap(entry ->
                        entry instanceof Link(String target) ? Reading.of(target) : Reading.failed(Errno.EINVAL));
    }

    @Override
    public synchronized Reading<List<String>> list(KernelPath path) {
        return tree.find(path)
                .flatMap(entry -> entry instanceof Folder folder
                        ? Reading.of(folder.names())
                        : Reading.failed(entry instanceof Link ? Errno.ELOOP : Errno.ENOTDIR));
    }

    @Override
    public synchronized Reading<DriverState> driverState(Driver driver) {
        if (bus.driver(driver.name()).isPresent()) {
            boolean builtin = modules.get(driver) == ModuleState.BUILTIN;
            return Reading.of(builtin ? DriverState.BUILTIN : DriverState.LOADED);
        }
        boolean missing = modules.getOrDefault(driver, ModuleState.MISSING) == ModuleState.MISSING;
        return Reading.of(missing ? DriverState.MISSING : DriverState.LOADABLE);
    }

    @Override
    public synchronized Reading<List<Holder>> holders() {
        return holdersHidden
                .<Reading<List<Holder>>>map(Reading::failed)
                .orElseGet(() -> Reading.of(List.copyOf(holders)));
    }

    /** What a device holds is lost with its first use as memory. */
    @Override
    public synchronized Reading<Superblock> superblock(DeviceName device) {
        boolean isDevdax = bus.device(device)
                .flatMap(SimDevice::driver)
                .filter(driver -> driver.name().equals(Driver.DEVICE_DAX.name()))
                .isPresent();
        if (!isDevdax) {
            return Reading.failed(Errno.ENXIO);
        }
        if (looks.containsKey(device)) {
            return new Reading.Unreadable<>(looks.getOrDefault(device, Errno.EIO));
        }
        return Optional.ofNullable(superblocks.get(device)).map(Reading::of).orElseGet(Reading::absent);
    }

    @Override
    public Reading<List<OnlineRule>> onlineRules() {
        return Reading.of(rules);
    }

    private void tell(Uevent event) {
        if (event.subsystem().equals("memory") && event.action().equals("online")) {
            bus.memoryDevices().forEach(superblocks::remove);
        }
        listeners.forEach(listener -> listener.accept(event));
    }

    /** Tells of each uevent from now on, on the thread that caused it. */
    AutoCloseable listen(Consumer<Uevent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    synchronized boolean isStuck(KernelPath path, String value) {
        return memory.isStuck(path, value);
    }

    synchronized void setTrouble(long block, Optional<Trouble> trouble) {
        memory.setTrouble(block, trouble);
    }

    synchronized void setLook(DeviceName device, Optional<Errno> errno) {
        errno.ifPresentOrElse(failure -> looks.put(device, failure), () -> looks.remove(device));
    }

    synchronized void setSuperblock(DeviceName device, Superblock superblock) {
        superblocks.put(device, superblock);
    }

    @Override
    public synchronized Optional<Errno> write(KernelPath path, String value) {
        Reading<Entry> found = tree.find(path);
        return switch (found) {
            case Reading.Value<Entry>(Attribute file) when !file.isWritableBy(true) -> Optional.of(Errno.EACCES);
            // kernfs takes an empty write for done without asking the attribute (fs/sysfs/file.c, sysfs_kf_write).
            case Reading.Value<Entry>(Attribute file) ->
                value.isEmpty() ? Optional.empty() : file.store().apply(value);
            case Reading.Value<Entry>(Folder folder) -> Optional.of(EISDIR);
            case Reading.Value<Entry>(Link link) -> Optional.of(Errno.ELOOP);
            case Reading.Denied<Entry>(Errno errno) -> Optional.of(errno);
            case Reading.Unreadable<Entry>(Errno errno) -> Optional.of(errno);
            case Reading.Absent<Entry> absent -> Optional.of(Errno.ENOENT);
            case Reading.Malformed<Entry> malformed -> Optional.of(Errno.EIO);
        };
    }

    @Override
    public Optional<Errno> writeKillable(KernelPath path, String value, Cancel cancel, Duration limit) {
        return write(path, value);
    }

    @Override
    public synchronized Optional<ModuleError> loadModule(Driver driver) {
        if (bus.driver(driver.name()).isPresent()) {
            return Optional.empty();
        }
        if (modules.getOrDefault(driver, ModuleState.MISSING) == ModuleState.MISSING) {
            return Optional.of(new ModuleError(
                    1, "modprobe: FATAL: Module %s not found in directory /lib/modules/%s".formatted(driver, release)));
        }
        modules.put(driver, ModuleState.LOADED);
        bus.register(make(driver), true, true);
        return Optional.empty();
    }

    /** What rmmod does. It succeeds while devices are bound, and unbinds them. */
    synchronized void unloadModule(Driver driver) {
        bus.driver(driver.name()).ifPresent(bus::unregister);
        modules.put(driver, ModuleState.LOADABLE);
    }

    SimDriver make(Driver driver) {
        String name = driver.name();
        if (driver.equals(Driver.DEVICE_DAX)) {
            return new SimDriver(name, SimDriver.Type.DEVICE, new DeviceDaxBinding(iomem, log));
        }
        if (driver.equals(Driver.FSDEV_DAX)) {
            return new SimDriver(
                    name,
                    SimDriver.Type.NONE,
                    new FsdevBinding(tree, iomem, log, this::isInUse, this::isClaimed, release));
        }
        if (driver.equals(Driver.KMEM)) {
            return new SimDriver(name, SimDriver.Type.KMEM, new KmemBinding(tree, memory, iomem, log, hasHotplugState));
        }
        return new SimDriver(name, SimDriver.Type.NONE, new ReservingBinding(name, iomem, log));
    }

    private boolean isInUse(SimDevice device) {
        return holders.stream().anyMatch(holder -> holder.device().equals(device.name()) && isOnDevice(holder.kind()));
    }

    private static boolean isOnDevice(Holder.Kind kind) {
        return kind == Holder.Kind.OPEN_FILE || kind == Holder.Kind.MAPPING;
    }

    private boolean isClaimed(SimDevice device) {
        return holders.stream()
                .anyMatch(holder -> holder.device().equals(device.name()) && holder.kind() == Holder.Kind.CLAIM);
    }

    synchronized void hideHolders(Errno why) {
        holdersHidden = Optional.of(why);
    }

    synchronized void addHolder(Holder holder) {
        holders.add(holder);
    }

    synchronized void removeHolders(DeviceName device) {
        holders.removeIf(holder -> holder.device().equals(device));
    }

    synchronized void claim(long start, long size, String name) {
        iomem.describe(start, start + size - 1, name, true);
    }

    synchronized void releaseClaims(String name) {
        iomem.releaseNamed(name);
    }

    @Override
    public synchronized LogMark markLog() {
        int from = log.size();
        return () -> logSince(from);
    }

    private synchronized List<String> logSince(int from) {
        return log.since(from);
    }
}
