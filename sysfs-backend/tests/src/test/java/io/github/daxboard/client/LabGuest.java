// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lab's machine by a shell in it: other eyes than the helper's, and a hand that disturbs it. */
final class LabGuest {
    private final List<String> ssh;

    LabGuest() throws IOException {
        List<String> helper = new SshCommands("ssh").forLab(env()).prefix();
        ssh = helper.subList(0, helper.size() - 1);
    }

    static LabEnv env() throws IOException {
        return LabEnv.read(envFile());
    }

    private static Path envFile() {
        HostSettings settings = HostSettings.standard();
        return settings.labFolder()
                .orElseGet(() -> settings.checkout().orElse(Path.of(".")).resolve("lab/run"))
                .resolve("env");
    }

    /** What the lab says of itself by a name, such as LAB_KERNEL. */
    static String setting(String name) throws IOException {
        return Files.readAllLines(envFile()).stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow(() -> new IOException("the lab does not say its " + name));
    }

    private ProcessBuilder command(String script) {
        List<String> words = new ArrayList<>(ssh);
        words.add(script);
        return new ProcessBuilder(words);
    }

    /** What a script prints, without the last line's end; its failure is the test's. */
    String say(String script) throws IOException, InterruptedException {
        Process process = command(script).redirectErrorStream(true).start();
        process.getOutputStream().close();
        try (InputStream out = process.getInputStream()) {
            String said = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("the lab's shell ends with " + process.exitValue() + ": " + said);
            }
            return said;
        }
    }

    /** A script that goes on beside the test; it has begun once it has printed a line. */
    Beside beside(String script) throws IOException {
        Process process =
                command(script).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader out = process.inputReader();
        if (out.readLine() == null) {
            throw new IllegalStateException("it does not begin: " + script);
        }
        return new Beside(process, out);
    }

    record Beside(Process process, BufferedReader out) implements AutoCloseable {
        /** Its next line. */
        String next() throws IOException {
            return String.valueOf(out.readLine());
        }

        /** Its input ends, and it with that. */
        @Override
        public void close() throws IOException {
            process.getOutputStream().close();
            process.onExit().join();
        }
    }
}
