// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What opening hosts depends on beside their addresses.
 *
 * @param checkout the source that the program was started from
 * @param labFolder the lab's state, where it is not in the checkout's lab/run
 * @param ssh the ssh program
 * @param pkexec the pkexec program
 * @param helper the installed helper, as the polkit policy names it
 * @param demoPace how long each write of the demo takes, so that an eye can follow
 * @param ownHelper the command that starts this program's own helper, for a user who is root; empty where this runtime can't
 */
public record HostSettings(
        Optional<Path> checkout,
        Optional<Path> labFolder,
        String ssh,
        String pkexec,
        Path helper,
        Duration demoPace,
        List<String> ownHelper) {
    public HostSettings {
        ownHelper = List.copyOf(ownHelper);
    }

    public static final Path INSTALLED_HELPER = Path.of("/usr/bin/daxboard-helper");

    /** As the system properties daxboard.checkout and daxboard.lab.dir say. */
    public static HostSettings standard() {
        return new HostSettings(
                property("daxboard.checkout"),
                property("daxboard.lab.dir"),
                "ssh",
                "pkexec",
                INSTALLED_HELPER,
                Duration.ofMillis(150),
                helperOfThisProgram());
    }

    /** The helper of this very class path, so that both sides are of one version. */
    private static List<String> helperOfThisProgram() {
        Path java = Path.of(System.getProperty("java.home", ""), "bin", "java");
        String classPath = System.getProperty("java.class.path", "");
        if (!Files.isExecutable(java) || classPath.isEmpty()) {
            return List.of();
        }
        List<String> words = new ArrayList<>(List.of(
                java.toString(),
                "-XX:+DisableAttachMechanism",
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED"));
        libraries(classPath).ifPresent(folder -> words.add("-Djffi.boot.library.path=" + folder));
        words.addAll(List.of("-cp", classPath, "io.github.daxboard.helper.HelperMain"));
        return words;
    }

    /** The folder of the helper's native library, which is beside its jar. */
    static Optional<Path> libraries(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(jar -> jar.toString().matches("(.*/)?daxboard-helper-[^/]*\\.jar"))
                .map(jar -> jar.toAbsolutePath().resolveSibling("."))
                .map(Path::normalize)
                .findFirst();
    }

    private static Optional<Path> property(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }
}
