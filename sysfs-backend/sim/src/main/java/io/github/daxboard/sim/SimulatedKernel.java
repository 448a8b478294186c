// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.kernel.KernelView;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A simulated kernel, seen by root. Safe for use by several threads.
 *
 * <p>Besides what a kernel does, it does what a test asks for: a write that fails, a write that claims to have worked, a
 * module that doesn't load, another admin who is quicker. And it remembers every write.
 */
public final class SimulatedKernel implements KernelPort {
    private final Machine machine;
    private final Duration pace;
    private final Faults faults = new Faults();
    private final Set<KernelPath> stuck = ConcurrentHashMap.newKeySet();
    private final WriteLog writes = new WriteLog();
    private volatile WriteHook hook = (path, value, other) -> {};

    private SimulatedKernel(World world, Duration pace) {
        this.machine = new Machine(world);
        this.pace = pace;
    }

    /** Starts a machine whose writes take no time. */
    public static SimulatedKernel boot(World world) {
        return new SimulatedKernel(world, Duration.ZERO);
    }

    /** Starts a machine that takes a while for each write and each module, so that an eye can follow. */
    public static SimulatedKernel boot(World world, Duration pace) {
        return new SimulatedKernel(world, pace);
    }

    /** A write that was asked for, and what it gave. */
    public record Write(KernelPath path, String value, Optional<Errno> errno) {}

    /** Is asked before each write. What it writes itself goes through the other port, unhooked and unrecorded. */
    @FunctionalInterface
    public interface WriteHook {
        void before(KernelPath path, String value, KernelPort other);
    }

    @Override
    public Reading<String> read(KernelPath path) {
        return faults.onRead(path).<Reading<String>>map(Reading::failed).orElseGet(() -> machine.read(path));
    }

    @Override
    public Reading<String> readLink(KernelPath path) {
        return faults.onRead(path).<Reading<String>>map(Reading::failed).orElseGet(() -> machine.readLink(path));
    }

    @Override
    public Reading<List<String>> list(KernelPath path) {
        return faults.onRead(path).<Reading<List<String>>>map(Reading::failed).orElseGet(() -> machine.list(path));
    }

    @Override
    public Reading<DriverState> driverState(Driver driver) {
        return machine.driverState(driver);
    }

    @Override
    public Reading<List<Holder>> holders() {
        return machine.holders();
    }

    @Override
    public Reading<Superblock> superblock(DeviceName device) {
        return machine.superblock(device);
    }

    @Override
    public Reading<List<OnlineRule>> onlineRules() {
        return machine.onlineRules();
    }

    @Override
    public Optional<Errno> write(KernelPath path, String value) {
        hook.before(path, value, machine);
        takeTime();
        Optional<Errno> errno = faults.onWrite(path)
                .orElseGet(() -> isStuck(path, value) ? stuck(path, value) : machine.write(path, value));
        writes.add(new Write(path, value, errno));
        return errno;
    }

    @Override
    public Optional<Errno> writeKillable(KernelPath path, String value, Cancel cancel, Duration limit) {
        long start = System.nanoTime();
        while (isStuck(path, value)) {
            if (cancel.await(Duration.ofMillis(5)) || System.nanoTime() - start > limit.toNanos()) {
                Errno errno = cancel.isAsked() ? Errno.EINTR : Errno.ETIMEDOUT;
                writes.add(new Write(path, value, Optional.of(errno)));
                return Optional.of(errno);
            }
        }
        return write(path, value);
    }

    @Override
    public Optional<ModuleError> loadModule(Driver driver) {
        takeTime();
        return faults.onModule(driver).or(() -> machine.loadModule(driver));
    }

    @Override
    public LogMark markLog() {
        return machine.markLog();
    }

    private boolean isStuck(KernelPath path, String value) {
        return stuck.contains(path) || machine.isStuck(path, value);
    }

    /** Waits as the kernel does that tries to move a page again and again: until a signal comes, or it can be moved. */
    private Optional<Errno> stuck(KernelPath path, String value) {
        while (isStuck(path, value)) {
            try {
                Thread.sleep(Duration.ofMillis(5));
            } catch (InterruptedException e) {
                // This is how a signal comes to a thread of ours.
                Thread.currentThread().interrupt();
                return Optional.of(Errno.EINTR);
            }
        }
        return machine.write(path, value);
    }

    /** Lets a memory block not go offline from now on; without a trouble, it goes again. */
    public void setTrouble(long block, Optional<World.Trouble> trouble) {
        machine.setTrouble(block, trouble);
    }

    /** Lets looks into a device fail from now on; without an error, they go again. */
    public void setLook(DeviceName device, Optional<Errno> errno) {
        machine.setLook(device, errno);
    }

    /** Writes a file system onto a device. */
    public void setSuperblock(DeviceName device, Superblock superblock) {
        machine.setSuperblock(device, superblock);
    }

    /**
     * Tells of each event that a kernel would send a uevent for, on the thread that caused it, until what it returns is closed.
     */
    public AutoCloseable listen(Consumer<Uevent> listener) {
        return machine.listen(listener);
    }

    private void takeTime() {
        if (pace.isZero()) {
            // To sleep for no time would give the processor away, on a busy machine for milliseconds.
            return;
        }
        try {
            Thread.sleep(pace);
        } catch (InterruptedException e) {
            // A write that has begun is not given up; who waits for it learns of the interrupt after it.
            Thread.currentThread().interrupt();
        }
    }

    /** The same kernel as an ordinary user sees it: what is for root is denied, and the holders are. */
    public KernelView asUser() {
        return new UserView(machine);
    }

    /** Lets the nth write to an attribute from now on, counted from 1, fail without effect. */
    public void failWrite(KernelPath path, Errno errno, int nth) {
        faults.failWrite(path, Optional.of(errno), nth);
    }

    /** Lets the nth write to an attribute from now on, counted from 1, seem to succeed without effect. */
    public void ignoreWrite(KernelPath path, int nth) {
        faults.failWrite(path, Optional.empty(), nth);
    }

    /**
     * Lets killable writes to an attribute hang from now on, as taking a block offline does whose pages don't move: until
     * they are given up, or the attribute is set free.
     */
    public void hangWrites(KernelPath path) {
        stuck.add(path);
    }

    public void freeWrites(KernelPath path) {
        stuck.remove(path);
    }

    /** Lets no write fail from now on that has not failed yet. */
    public void forgetFaults() {
        faults.forgetWrites();
    }

    /** Lets every read of an attribute, link or folder fail from now on. */
    public void failRead(KernelPath path, Errno errno) {
        faults.failRead(path, errno);
    }

    /** Lets a module not load from now on. */
    public void failModule(Driver driver, int exit, String words) {
        faults.failModule(driver, new ModuleError(exit, words));
    }

    /** Is asked before each write from now on; the one before is not any more. */
    public void beforeWrites(WriteHook hook) {
        this.hook = hook;
    }

    /** All writes so far, in order. */
    public List<Write> writes() {
        return writes.all();
    }

    /** The ids that stand in each driver's list, which a kernel has no file for. */
    public SortedMap<String, List<String>> ids() {
        return machine.ids();
    }

    /** Another admin on this kernel: no hook, no fault, no record, no delay. */
    public KernelPort otherAdmin() {
        return machine;
    }

    /** From now on nobody may see who uses the devices: EPERM as root without its capabilities, ESRCH as in a container. */
    public void hideHolders(Errno why) {
        machine.hideHolders(why);
    }

    public void addHolder(Holder holder) {
        machine.addHolder(holder);
    }

    public void removeHolders(DeviceName device) {
        machine.removeHolders(device);
    }

    /** Reserves memory in /proc/iomem as a stray driver would, so that a bind to it gives EBUSY. */
    public void claim(long start, long size, String name) {
        machine.claim(start, size, name);
    }

    public void releaseClaims(String name) {
        machine.releaseClaims(name);
    }

    /** What rmmod does: succeeds while devices are bound, and unbinds them. */
    public void unloadModule(Driver driver) {
        machine.unloadModule(driver);
    }
}
