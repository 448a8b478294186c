// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.helper.GuardedApply.Places;
import io.github.daxboard.protocol.Verb;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A helper over a simulated machine, as a program of its own, for tests of who talks to it through pipes. It has manners
 * that the real one has not; the first argument says which.
 */
public final class SimulatedHelper {
    private SimulatedHelper() {}

    /** Runs with the arguments manner, a folder for the lock and the log, verb. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        Verb verb = Verb.parse(args[2]).orElseThrow();
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        SimulatedKernel kernel = SimulatedKernel.boot(World.lab(), Duration.ofMillis(args[0].equals("slow") ? 200 : 0));
        switch (args[0]) {
            case "dumb" -> Thread.sleep(60_000);
            case "refused" -> {
                System.err.println("no\u001b[31m way");
                System.exit(3);
            }
            case "chatty" -> write(out, "Welcome to the machine!\n");
            case "endless" -> {
                byte[] much = "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
                while (true) {
                    out.write(much);
                }
            }
            case "noisy" -> System.err.println("warning\n".repeat(200_000));
            case "dies" -> {
                int[] left = {3};
                kernel.beforeWrites((path, value, other) -> {
                    if (--left[0] == 0) {
                        Runtime.getRuntime().halt(9);
                    }
                });
            }
            case "waits" -> kernel.beforeWrites((path, value, other) -> awaitFile(folder.resolve("go")));
            case "garbles" -> kernel.beforeWrites((path, value, other) -> write(out, "}{\n"));
            default -> {}
        }
        run(verb, kernel, folder, args[0].equals("dies after one") ? new OneTree(out) : out);
    }

    /** A helper that is at work until a test lets it go on. */
    private static void awaitFile(Path file) {
        while (!Files.exists(file)) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private static void write(OutputStream out, String text) {
        try {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(Verb verb, SimulatedKernel kernel, Path folder, OutputStream out) throws IOException {
        try (Answers answers = new Answers(out)) {
            if (verb == Verb.VIEW) {
                new ViewSession(
                                kernel,
                                new PastPlans(kernel, Helpers.places(folder)),
                                onStale -> () -> {},
                                System.in,
                                answers,
                                Clock.systemUTC())
                        .run();
                return;
            }
            Places places = Helpers.places(folder);
            GuardedApply guarded =
                    new GuardedApply(kernel, places, new Caller("a test"), Clock.systemUTC(), System.err);
            ApplySession session = new ApplySession(verb, guarded, kernel, System.in, answers, Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(session::holdBack));
            session.run();
        }
    }

    /** Ends the process after one tree. */
    private static final class OneTree extends OutputStream {
        private final OutputStream out;

        OneTree(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            if (new String(bytes, from, length, StandardCharsets.US_ASCII).contains("\"is\":\"end\"")) {
                Runtime.getRuntime().halt(0);
            }
        }
    }
}
