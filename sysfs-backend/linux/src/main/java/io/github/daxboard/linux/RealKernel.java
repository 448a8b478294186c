// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import io.github.daxboard.kernel.KernelPort;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The kernel of this machine. */
public final class RealKernel implements KernelPort {
    /** The lock that a look into devices takes, and that keeps them from being looked into while they are changed. */
    public static final Path LOOKS = Path.of("/run/daxboard-looks.lock");

    private static final long MODPROBE_SECONDS = 120;
    private static final int MODPROBE_OUTPUT_LIMIT = 8192;

    private final NativeFiles files;
    private final RememberedLooks looks;
    private final InstalledModules modules = new InstalledModules(Path.of("/lib/modules"));

    private RealKernel(NativeFiles files) {
        this.files = files;
        this.looks = new RememberedLooks(new LooksLock(files.calls(), LOOKS), new DeviceBeginnings(files));
    }

    /**
     * The kernel that this process runs on.
     *
     * @throws IllegalStateException when /sys or /proc can't be opened, or native calls don't work in this JVM
     */
    public static RealKernel open() {
        return new RealKernel(new NativeFiles());
    }

    /** Whether this process runs as root, without which next to nothing can be written. */
    public boolean isRoot() {
        return files.effectiveUser() == 0;
    }

    @Override
    public Reading<String> read(KernelPath path) {
        return files.read(path);
    }

    @Override
    public List<Reading<String>> read(KernelPath folder, List<String> names) {
        return files.read(folder, names);
    }

    @Override
    public boolean takesThreads() {
        return true;
    }

    @Override
    public Reading<String> readLink(KernelPath path) {
        return files.readLink(path);
    }

    @Override
    public Reading<List<String>> list(KernelPath path) {
        return files.list(path);
    }

    /**
     * A driver that is on the bus and whose module has no {@code initstate} came with the kernel's own image: only a module
     * that was loaded has that file (kernel/params.c, kernel/module/sysfs.c).
     */
    @Override
    public Reading<DriverState> driverState(Driver driver) {
        if (!list(KernelPath.DAX_DRIVERS.child(driver.name())).isAbsent()) {
            boolean loaded = !read(new KernelPath("/sys/module/" + driver.name() + "/initstate"))
                    .isAbsent();
            return Reading.of(loaded ? DriverState.LOADED : DriverState.BUILTIN);
        }
        return read(KernelPath.OS_RELEASE).flatMap(release -> modules.find(release, driver));
    }

    @Override
    public Reading<List<Holder>> holders() {
        // Without root the other users' processes can't be seen: a partial list would look like a whole one.
        return isRoot() ? new HolderScan(files.calls()).scan() : new Reading.Denied<>(Errno.EACCES);
    }

    @Override
    public Reading<Superblock> superblock(DeviceName device) {
        return isRoot() ? looks.of(device) : new Reading.Denied<>(Errno.EACCES);
    }

    @Override
    public Reading<Hold> holdLooks() {
        return looks.hold();
    }

    @Override
    public Reading<List<OnlineRule>> onlineRules() {
        return new UdevRules(Path.of("/")).find();
    }

    @Override
    public Optional<Errno> write(KernelPath path, String value) {
        return files.write(path, value);
    }

    @Override
    public Optional<Errno> writeKillable(KernelPath path, String value, Cancel cancel, Duration limit) {
        return KillableWrite.write(path, value, cancel, limit);
    }

    @Override
    public Optional<ModuleError> loadModule(Driver driver) {
        if (!Driver.KNOWN.contains(driver)) {
            throw new IllegalArgumentException("not a driver that Daxboard loads: " + driver);
        }
        ProcessBuilder modprobe = new ProcessBuilder("/sbin/modprobe", "--", driver.name()).redirectErrorStream(true);
        modprobe.environment().clear();
        modprobe.environment().put("LC_ALL", "C");
        modprobe.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        try {
            Process process = modprobe.start();
            process.getOutputStream().close();
            byte[] said = process.getInputStream().readNBytes(MODPROBE_OUTPUT_LIMIT);
            if (!process.waitFor(MODPROBE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.of(new ModuleError(-1, "modprobe did not end in " + MODPROBE_SECONDS + " s"));
            }
            String words = new String(said, StandardCharsets.UTF_8).strip();
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of(new ModuleError(process.exitValue(), words));
        } catch (IOException e) {
            return Optional.of(new ModuleError(-1, "modprobe could not be started: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new ModuleError(-1, "interrupted while modprobe ran"));
        }
    }

    @Override
    public LogMark markLog() {
        return files.openLog().<LogMark>map(log -> log).orElse(List::of);
    }
}
