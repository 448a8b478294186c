// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.kernel;

import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The kernel of this machine. */
public final class RealKernel implements KernelPort {
    private static final Path MODULES = Path.of("/lib/modules");
    private static final long MODPROBE_SECONDS = 120;
    private static final int MODPROBE_OUTPUT_LIMIT = 8192;

    private final NativeFiles files;

    private RealKernel(NativeFiles files) {
        this.files = files;
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
    public Reading<String> readLink(KernelPath path) {
        return files.readLink(path);
    }

    @Override
    public Reading<List<String>> list(KernelPath path) {
        return files.list(path);
    }

    @Override
    public Reading<DriverState> driverState(Driver driver) {
        Reading<List<String>> drivers = list(KernelPath.DAX_DRIVERS);
        if (drivers.value().filter(names -> names.contains(driver.name())).isPresent()) {
            return Reading.of(DriverState.LOADED);
        }
        return read(KernelPath.OS_RELEASE).flatMap(release -> installed(release, driver));
    }

    /** Whether modprobe would find it: depmod lists each module's file, compressed or not, one a line. */
    private static Reading<DriverState> installed(String release, Driver driver) {
        Path index = MODULES.resolve(release).resolve("modules.dep");
        try {
            String wanted = "/" + driver.name() + ".ko";
            boolean listed = Files.readString(index, StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.substring(0, Math.max(0, line.indexOf(':'))))
                    .anyMatch(file -> ("/" + file).contains(wanted + ".") || ("/" + file).endsWith(wanted));
            return Reading.of(listed ? DriverState.LOADABLE : DriverState.MISSING);
        } catch (NoSuchFileException e) {
            return Reading.of(DriverState.MISSING);
        } catch (IOException e) {
            return new Reading.Unreadable<>(Errno.EIO);
        }
    }

    @Override
    public Reading<List<Holder>> holders() {
        // Without root the other users' processes can't be seen: a partial list would look like a whole one.
        return isRoot() ? new HolderScan(Path.of("/proc")).scan() : new Reading.Denied<>(Errno.EACCES);
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
