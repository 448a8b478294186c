// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What is packaged to run as root: one jar of ours, with no simulator, client, doctor or report in it. */
class PackagedHelperTest {
    private static final Path FOLDER = Path.of(System.getProperty("daxboard.checkout", "../.."))
            .toAbsolutePath()
            .resolve("sysfs-backend/helper/target/helper");
    private static final Pattern OURS = Pattern.compile("io[./]github[./]daxboard[./]([a-z]+)[./]\\w+");
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

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @Test
    void theJarHoldsWhatRunsAsRootAndNoMore() throws Exception {
        assertThat(jars())
                .extracting(jar -> jar.getFileName().toString().replaceFirst("-[0-9].*", ""))
                .containsExactly("daxboard-helper", "jackson-core", "jspecify");
        try (JarFile jar = new JarFile(jars().getFirst().toFile())) {
            assertThat(packages(jar.stream().map(entry -> entry.getName()))).isEqualTo(new TreeSet<>(ALLOWED));
        }
    }

    @Test
    void aHelperThatLooksLoadsNothingElse() throws Exception {
        Path log = folder.resolve("loaded");
        Process helper = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xlog:class+load=info:file=" + log,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        FOLDER + "/*",
                        "io.github.daxboard.helper.HelperMain",
                        "view")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            helper.getOutputStream().write("{\"v\":2,\"ask\":\"tree\"}\n".getBytes(StandardCharsets.UTF_8));
            helper.getOutputStream().close();
            String answer = new String(helper.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(helper.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(answer).contains("\"v\":2");
        } finally {
            helper.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8).stream()
                .filter(line -> OURS.matcher(line).find())
                .toList();
        assertThat(lines).hasSizeGreaterThan(50);
        assertThat(ALLOWED).containsAll(packages(lines.stream()));
        System.out.println("the packaged helper loaded " + lines.size() + " classes of Daxboard for one look");
    }
}
