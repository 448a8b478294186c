// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of the known drivers modprobe would find. depmod's list has thousands of lines and is read anew when it changed. */
final class InstalledModules {
    private final Path modules;
    private volatile Listed last = new Listed(Path.of(""), FileTime.fromMillis(0), Set.of());

    private record Listed(Path file, FileTime changed, Set<String> drivers) {}

    InstalledModules(Path modules) {
        this.modules = modules;
    }

    /** Loadable, or missing for that kernel. */
    Reading<DriverState> find(String release, Driver driver) {
        Path index = modules.resolve(release).resolve("modules.dep");
        try {
            FileTime changed = Files.getLastModifiedTime(index);
            Listed listed = last;
            if (!listed.file().equals(index) || !listed.changed().equals(changed)) {
                listed = new Listed(index, changed, drivers(index));
                last = listed;
            }
            boolean found = Driver.KNOWN.contains(driver)
                    ? listed.drivers().contains(driver.name())
                    : Files.readString(index, StandardCharsets.UTF_8).lines().anyMatch(line -> names(line, driver));
            return Reading.of(found ? DriverState.LOADABLE : DriverState.MISSING);
        } catch (NoSuchFileException e) {
            return Reading.of(DriverState.MISSING);
        } catch (IOException e) {
            return new Reading.Unreadable<>(Errno.EIO);
        }
    }

    private static Set<String> drivers(Path index) throws IOException {
        String text = Files.readString(index, StandardCharsets.UTF_8);
        return Driver.KNOWN.stream()
                .filter(driver -> text.lines().anyMatch(line -> names(line, driver)))
                .map(Driver::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a line is about a driver's file, compressed or not. */
    private static boolean names(String line, Driver driver) {
        String file = "/" + line.substring(0, Math.max(0, line.indexOf(':')));
        String wanted = "/" + driver.name() + ".ko";
        return file.contains(wanted + ".") || file.endsWith(wanted);
    }
}
