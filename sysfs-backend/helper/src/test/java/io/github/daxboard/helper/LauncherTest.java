// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.protocol.Capability;
import io.github.daxboard.protocol.Verb;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The launcher as it is shipped: what it lets through to the JVM, and what rights the JVM then has. */
@Timeout(120)
final class LauncherTest {
    private static final Path TEMPLATE =
            Path.of(System.getProperty("daxboard.checkout", "."), "packaging/launcher/daxboard-helper.in");
    private static final String CLEAN = "PATH=/usr/sbin:/usr/bin:/sbin:/bin";
    private static final String LOCALE = "LC_ALL=C.UTF-8";

    @TempDir
    private Path folder;

    private Path launcher = Path.of("/");

    /** In the place of java: tells what it was given. */
    @BeforeEach
    void fill() throws IOException {
        Path tells = executable("tells", """
                #!/bin/sh
                tr '\\0' '\\n' </proc/$$/environ
                echo ---
                echo "directory $(pwd)"
                echo "core $(ulimit -c)"
                for word; do echo "word $word"; done
                """);
        launcher = executable("launcher", filled(tells, "/no/jars"));
    }

    private static String filled(Path java, String classPath) throws IOException {
        return Files.readString(TEMPLATE)
                .replace("@JAVA@", java.toString())
                .replace("@OPTIONS@", "")
                .replace("@LIBRARIES@", "/no/libraries")
                .replace("@CLASS_PATH@", classPath);
    }

    private Path executable(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self/task"), "unix:uid"));
    }

    private List<String> told(Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out.lines().toList();
    }

    private static List<String> environment(List<String> told) {
        return told.subList(0, told.indexOf("---"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            JAVA_TOOL_OPTIONS     | -javaagent:/tmp/x.jar
            JDK_JAVA_OPTIONS      | -javaagent:/tmp/x.jar
            _JAVA_OPTIONS         | -javaagent:/tmp/x.jar
            JDK_AOT_VM_OPTIONS    | -javaagent:/tmp/x.jar
            CLASSPATH             | /tmp/x.jar
            JAVA_HOME             | /tmp/java
            _JAVA_LAUNCHER_DEBUG  | 1
            _JAVA_SR_SIGNUM       | 9
            LD_PRELOAD            | /tmp/absent.so
            LD_LIBRARY_PATH       | /tmp
            LD_AUDIT              | /tmp/absent.so
            LD_DEBUG_OUTPUT       | /tmp/x
            LD_BIND_NOW           | 1
            GLIBC_TUNABLES        | glibc.malloc.check=3
            GCONV_PATH            | /tmp
            LOCPATH               | /tmp
            NLSPATH               | /tmp/%N
            MALLOC_CHECK_         | 3
            MALLOC_PERTURB_       | 1
            MALLOC_ARENA_MAX      | 1
            RES_OPTIONS           | debug
            HOSTALIASES           | /tmp/x
            LANG                  | de_DE.UTF-8
            LC_ALL                | tr_TR.UTF-8
            LANGUAGE              | de
            TZ                    | /tmp/x
            TMPDIR                | /tmp/x
            HOME                  | /tmp/x
            PATH                  | /tmp/x:/usr/bin:/bin
            ENV                   | /tmp/x
            BASH_ENV              | /tmp/x
            SHELLOPTS             | xtrace
            BASHOPTS              | extdebug
            PS4                   | $(touch /tmp/x)
            IFS                   | /
            CDPATH                | /tmp
            BASH_FUNC_cd%%        | () { exit 1; }
            MODPROBE_OPTIONS      | -C /tmp/x
            SYSTEMD_LOG_LEVEL     | debug
            LESSOPEN              | /tmp/x
            DISPLAY               | :0
            keep                  | +all
            less                  | --no-new-privs
            """)
    void noVariableGetsThrough(String name, String value) throws Exception {
        List<String> told = told(Map.of(name, value), launcher.toString(), "view");

        assertThat(environment(told)).containsExactly(CLEAN, LOCALE);
        assertThat(told).isEqualTo(told(Map.of(), launcher.toString(), "view"));
    }

    @Test
    void onlyWhoCalledIsKept() throws Exception {
        Map<String, String> callers =
                new TreeMap<>(Map.of("PKEXEC_UID", "1000", "SUDO_UID", "1001", "SSH_CONNECTION", "::1 5 ::1 22"));

        assertThat(environment(told(callers, launcher.toString(), "view")))
                .containsExactly(CLEAN, LOCALE, "PKEXEC_UID=1000", "SUDO_UID=1001", "SSH_CONNECTION=::1 5 ::1 22");
    }

    @Test
    void argumentsArePassedAsTheyAre() throws Exception {
        List<String> told = told(Map.of(), launcher.toString(), "view", "a b", "*", "");

        assertThat(told.subList(told.size() - 5, told.size()))
                .containsExactly(
                        "word io.github.daxboard.helper.HelperMain", "word view", "word a b", "word *", "word ");
        assertThat(told).contains("directory /", "core 0");
    }

    @ParameterizedTest
    @EnumSource(Verb.class)
    void aHelperHasWhatItsVerbNeedsAndNothingElse(Verb verb) throws Exception {
        Assumptions.assumeTrue(isRoot(), "skipped, since only root has capabilities to give up");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path real = executable("real", filled(java, System.getProperty("java.class.path")));
        Process process = new ProcessBuilder(real.toString(), verb.word())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        try (BufferedReader answers = process.inputReader()) {
            assertThat(answers.readLine()).contains("hello");

            String needed = "%016x"
                    .formatted(verb.capabilities().stream()
                            .mapToLong(Capability::bit)
                            .sum());
            Path of = Path.of("/proc", String.valueOf(process.pid()));
            for (Path thread : entries(of.resolve("task"))) {
                assertThat(status(thread))
                        .containsEntry("CapEff", needed)
                        .containsEntry("CapPrm", needed)
                        .containsEntry("CapBnd", needed)
                        .containsEntry("CapInh", "0000000000000000")
                        .containsEntry("CapAmb", "0000000000000000")
                        .containsEntry("NoNewPrivs", "1")
                        .containsEntry("Seccomp", "2");
            }
            assertThat(Files.readString(of.resolve("limits"))).containsPattern("Max core file size +0 +0 ");
            assertThat(Files.readString(folder.resolve("errors"))).isEmpty();
        } finally {
            process.getOutputStream().close();
            assertThat(process.waitFor()).isZero();
        }
    }

    @Test
    void withoutItsLauncherItSaysThatItCouldDoMore() throws Exception {
        Assumptions.assumeTrue(isRoot(), "skipped, since only root has capabilities to give up");
        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HelperMain.class.getName(),
                        "view")
                .redirectError(errors.toFile())
                .start();
        process.getOutputStream().close();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        assertThat(Files.readString(errors)).contains("more of root's capabilities than it needs");
    }

    private static List<Path> entries(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.toList();
        }
    }

    private static Map<String, String> status(Path thread) throws IOException {
        Map<String, String> status = new TreeMap<>();
        for (String line : new ArrayList<>(Files.readAllLines(thread.resolve("status")))) {
            Optional.of(line.split(":\\s*", 2)).filter(it -> it.length == 2).ifPresent(it -> status.put(it[0], it[1]));
        }
        return status;
    }
}
