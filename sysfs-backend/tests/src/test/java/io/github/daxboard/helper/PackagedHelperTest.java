// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is packaged to run as root: one jar of Daxboard, without simulator, client, doctor or reports. */
class PackagedHelperTest {
    private static final Path FOLDER = Path.of(System.getProperty("daxboard.checkout", "../.."))
            .toAbsolutePath()
            .resolve("sysfs-backend/helper/target/helper");
    private static final Pattern OURS = Pattern.compile("io[./]github[./]daxboard[./]([a-z]+)[./]\\w+");
    private static final Pattern NATIVE = Pattern.compile("\\b(jnr|com\\.kenai|org\\.objectweb)\\.");
    private static final Set<String> ALLOWED = Set.of(
            "model", "text", "plan", "kernel", "sysfs", "terminal", "apply", "linux", "watch", "protocol", "helper");

    @TempDir
    private Path folder;

    @BeforeEach
    void isPackaged() {
        if (!Files.isDirectory(FOLDER)) {
            System.out.println("PackagedHelperTest is left out: the helper isn't packaged (mvn package does it)");
        }
        Assumptions.assumeTrue(Files.isDirectory(FOLDER), "the helper isn't packaged; mvn package does it");
    }

    private static Set<String> packages(Stream<String> lines) {
        return lines.flatMap(line -> OURS.matcher(line).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @Test
    void theJarHoldsWhatRunsAsRootAndNoMore() throws Exception {
        assertThat(files())
                .extracting(file -> file.getFileName().toString().replaceFirst("-[0-9].*", ""))
                .containsExactly(
                        "asm",
                        "daxboard-helper",
                        "jackson-core",
                        "jffi",
                        "jnr-constants",
                        "jnr-ffi",
                        "jnr-posix",
                        "jspecify",
                        "libjffi");
        Path ours = files().stream()
                .filter(file -> file.getFileName().toString().startsWith("daxboard-helper"))
                .findFirst()
                .orElseThrow();
        try (JarFile jar = new JarFile(ours.toFile())) {
            assertThat(packages(jar.stream().map(entry -> entry.getName()))).isEqualTo(new TreeSet<>(ALLOWED));
        }
    }

    /** No jar holds a native library: there is nothing that could be unpacked. */
    @Test
    void noNativeLibraryIsInAJar() throws Exception {
        for (Path file : files()) {
            if (file.toString().endsWith(".jar")) {
                try (JarFile jar = new JarFile(file.toFile())) {
                    assertThat(jar.stream().map(entry -> entry.getName()))
                            .as(file.toString())
                            .noneMatch(name -> name.endsWith(".so"));
                }
            }
        }
    }

    /** A started helper, with its own folder for temporary files. */
    private final class Started implements AutoCloseable {
        final Path log = folder.resolve("loaded");
        final Path temporary = folder.resolve("tmp");
        final Process process;

        Started(String verb, Path libraries) throws IOException {
            Files.createDirectories(temporary);
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "-Xlog:class+load=info:file=" + log,
                            "-Djava.io.tmpdir=" + temporary,
                            "-Djffi.boot.library.path=" + libraries,
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            FOLDER + "/*",
                            "io.github.daxboard.helper.HelperMain",
                            verb)
                    .redirectError(folder.resolve("errors").toFile())
                    .start();
        }

        String errors() throws IOException {
            return Files.readString(folder.resolve("errors"));
        }

        List<String> loaded() throws IOException {
            return Files.readAllLines(log, StandardCharsets.UTF_8);
        }

        List<Path> unpacked() throws IOException {
            try (Stream<Path> files = Files.list(temporary)) {
                return files.toList();
            }
        }

        List<String> libraries() throws IOException {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/maps")).stream()
                    .filter(line -> line.contains("jffi") && line.contains(".so"))
                    .map(line -> line.substring(line.indexOf('/')))
                    .distinct()
                    .toList();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @Test
    void aHelperThatLooksLoadsNothingElse() throws Exception {
        try (Started helper = new Started("view", FOLDER)) {
            String asked = Stream.of("tree", "history", "unfinished", "watch")
                    .map(what -> "{\"v\":2,\"ask\":\"" + what + "\"}\n")
                    .collect(Collectors.joining());
            helper.process.getOutputStream().write(asked.getBytes(StandardCharsets.UTF_8));
            helper.process.getOutputStream().close();
            String answer = new String(helper.process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(helper.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(answer).contains("\"is\":\"end\"", "\"is\":\"past-end\"").doesNotContain("\"is\":\"error\"");

            List<String> lines = helper.loaded().stream()
                    .filter(line -> OURS.matcher(line).find())
                    .toList();
            assertThat(lines).hasSizeGreaterThan(50);
            assertThat(ALLOWED).containsAll(packages(lines.stream()));
            assertThat(helper.loaded()).filteredOn(NATIVE.asPredicate()).isEmpty();
            assertThat(helper.unpacked()).isEmpty();
            System.out.println("the packaged helper loaded " + lines.size() + " classes of Daxboard for one look");
        }
    }

    @Test
    void aHelperThatChangesLoadsItsLibraryFromItsFolderAndUnpacksNothing() throws Exception {
        Assumptions.assumeTrue(new PrivateFiles().effectiveUser() == 0, "needs root");
        try (Started helper = new Started("apply", FOLDER);
                BufferedReader answers = helper.process.inputReader()) {
            assertThat(answers.readLine()).contains("hello");

            assertThat(helper.libraries()).containsExactly(FOLDER.toRealPath() + "/libjffi-1.2.so");
            assertThat(helper.unpacked()).isEmpty();
            assertThat(helper.loaded()).filteredOn(NATIVE.asPredicate()).isNotEmpty();
            helper.process.getOutputStream().close();
            assertThat(helper.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(helper.process.exitValue()).isEqualTo(Exit.OK);
            assertThat(helper.unpacked()).isEmpty();
        }
    }

    @Test
    void withoutItsLibraryAChangeIsNotBegun() throws Exception {
        Assumptions.assumeTrue(new PrivateFiles().effectiveUser() == 0, "needs root");
        try (Started helper = new Started("apply", folder.resolve("none"))) {
            helper.process.getOutputStream().close();
            String answer = new String(helper.process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(helper.process.waitFor(60, TimeUnit.SECONDS)).isTrue();

            assertThat(helper.process.exitValue()).isEqualTo(Exit.UNAVAILABLE);
            assertThat(answer).isEmpty();
            assertThat(helper.errors()).contains("jnr-posix can't be loaded").contains("jffi");
            assertThat(helper.unpacked()).isEmpty();
        }
    }
}
