// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.plan.Problem;
import io.github.daxboard.plan.Problem.Kind;
import io.github.daxboard.text.Message;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Starts the checkout's virtual machine, if it isn't up. */
final class Lab {
    private static final Pattern ELAPSED = Pattern.compile("^\\s*\\d+\\.\\d s\\s+");

    private final Optional<Path> checkout;
    private final Optional<Path> stateFolder;

    /** A lab of a checkout; its state is in lab/run unless another folder is named. */
    Lab(Optional<Path> checkout, Optional<Path> stateFolder) {
        this.checkout = checkout;
        this.stateFolder = stateFolder;
    }

    /**
     * Starts it, and says how it is reached.
     *
     * @param progress gets each line that lab/up prints, without its time
     */
    LabEnv up(Consumer<Message> progress) throws HostException {
        Path up = checkout.map(folder -> folder.resolve("lab/up"))
                .filter(Files::isExecutable)
                .orElseThrow(() -> new HostException(noCheckout()));
        List<String> command = new ArrayList<>(List.of(up.toString()));
        stateFolder.ifPresent(folder -> command.addAll(List.of("--dir", folder.toString())));
        run(command, progress);
        Path env = stateFolder.orElseGet(() -> up.resolveSibling("run")).resolve("env");
        try {
            return LabEnv.read(env);
        } catch (IOException e) {
            throw new HostException(failed(Message.of("client.lab.noEnv"), List.of(text(e))), e);
        }
    }

    private static void run(List<String> command, Consumer<Message> progress) throws HostException {
        Tail errors;
        int exit;
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .start();
            errors = new Tail(process.getErrorStream());
            try (BufferedReader lines = process.inputReader()) {
                lines.lines()
                        .map(line -> ELAPSED.matcher(line).replaceFirst("").strip())
                        .map(Message::verbatim)
                        .forEach(progress);
            }
            exit = process.waitFor();
        } catch (IOException e) {
            throw new HostException(failed(Message.of("client.lab.notRun"), List.of(text(e))), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException(failed(Message.of("client.lab.interrupted"), List.of()), e);
        }
        if (exit != 0) {
            throw new HostException(failed(Message.of("client.lab.exit", exit), errors.lines()));
        }
    }

    private static String text(Exception e) {
        return String.valueOf(e.getMessage());
    }

    private static Problem failed(Message why, List<String> evidence) {
        return Problem.of(
                        Kind.UNREACHABLE,
                        "lab",
                        Message.of("client.lab.failed"),
                        why,
                        Message.of("client.lab.failedCure"))
                .withEvidence(evidence);
    }

    private static Problem noCheckout() {
        return Problem.keyed(Kind.USAGE, "client.noLab", "lab");
    }
}
