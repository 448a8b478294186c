// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.conformance;

import io.github.daxboard.kernel.KernelPort.LogMark;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a kernel answered: a line for each operation, then a line for each device that has another driver than before, and
 * what the drivers of the dax bus wrote to the kernel's log.
 */
final class Transcript {
    private static final Predicate<String> DAX_LOG =
            Pattern.compile("^(device_dax|fsdev_dax|kmem) dax").asPredicate();

    /** A device's number tells how many were made before it. */
    private static final Pattern MINOR = Pattern.compile("MINOR=\\d+");

    /** What a device's folder holds that is no concern of the dax bus. */
    private static final Set<String> LEFT_OUT =
            Set.of("power", "memory_side_cache", "crash_hotplug", "hard_offline_page", "soft_offline_page");

    private final ConformancePort port;
    private final List<String> lines = new ArrayList<>();

    private final LogMark start;
    private int logged;
    private SortedMap<DeviceName, String> before;

    private Transcript(ConformancePort port) {
        this.port = port;
        this.start = port.markLog();
        this.before = port.drivers();
    }

    static List<String> of(Scenario scenario, ConformancePort port) {
        Transcript transcript = new Transcript(port);
        scenario.operations().forEach(transcript::run);
        return List.copyOf(transcript.lines);
    }

    private void run(Operation operation) {
        lines.add(
                switch (operation) {
                    case Operation.Write(KernelPath path, String value) ->
                        "write %s \"%s\": %s".formatted(path, visible(value), result(port.write(path, value)));
                    case Operation.Read(KernelPath path) -> "read %s: %s".formatted(path, result(port.read(path)));
                    case Operation.ReadLink(KernelPath path) ->
                        "link %s: %s".formatted(path, result(port.readLink(path)));
                    case Operation.ListFolder(KernelPath path) ->
                        "list %s: %s".formatted(path, result(port.list(path).map(Transcript::kept)));
                    case Operation.Load(Driver driver) -> "load %s: %s".formatted(driver, loaded(driver));
                    case Operation.Unload(Driver driver) -> {
                        port.unload(driver);
                        yield "unload " + driver;
                    }
                    case Operation.StateOf(Driver driver) ->
                        "state of %s: %s".formatted(driver, result(port.driverState(driver)));
                    case Operation.Hold hold -> {
                        port.hold(hold.device(), hold.kind());
                        yield hold.device() + " " + hold.kind().words();
                    }
                    case Operation.Release(DeviceName device) -> {
                        port.release(device);
                        yield "release " + device;
                    }
                });
        List<String> log = start.linesSince();
        log.stream().skip(logged).filter(DAX_LOG).forEach(line -> lines.add("  log: " + line));
        logged = log.size();
        SortedMap<DeviceName, String> after = port.drivers();
        after.forEach((device, driver) -> {
            if (!driver.equals(before.get(device))) {
                lines.add("  now " + device + " is " + driver);
            }
        });
        before.keySet().stream()
                .filter(device -> !after.containsKey(device))
                .forEach(device -> lines.add("  now " + device + " is gone"));
        before = after;
    }

    private String loaded(Driver driver) {
        String release = port.read(KernelPath.OS_RELEASE).value().orElseThrow();
        return port.loadModule(driver)
                .map(error -> "exit " + error.exit() + ", " + error.words().replace(release, "RELEASE"))
                .orElse("ok");
    }

    private static List<String> kept(List<String> names) {
        return names.stream().filter(name -> !LEFT_OUT.contains(name)).toList();
    }

    private static String result(Optional<Errno> errno) {
        return errno.map(Errno::symbol).orElse("ok");
    }

    private static String result(Reading<?> reading) {
        return switch (reading) {
            case Reading.Value<?>(Object content) -> visible("" + content);
            case Reading.Absent<?> absent -> "ENOENT";
            case Reading.Denied<?>(Errno errno) -> errno.symbol();
            case Reading.Unreadable<?>(Errno errno) -> errno.symbol();
            case Reading.Malformed<?>(String text) -> "malformed " + text;
        };
    }

    private static String visible(String text) {
        return MINOR.matcher(text).replaceAll("MINOR=N").replace("\n", "\\n").replace("\0", "\\0");
    }
}
