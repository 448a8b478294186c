// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.linux.RealKernel;
import io.github.daxboard.model.Reading;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.protocol.Answer;
import io.github.daxboard.protocol.Verb;
import io.github.daxboard.terminal.VisibleStream;
import io.github.daxboard.watch.ClockWatch;
import io.github.daxboard.watch.KernelWatch;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The privileged program. Its whole command line is one verb, {@code view}, {@code apply} or {@code recover}; it takes no option and no file
 * name, and reads of its environment only who called, for the audit log.
 *
 * <p>Its launcher starts the JVM with {@code -XX:+DisableAttachMechanism -XX:-UsePerfData} (no attach socket and no
 * performance file in /tmp, which others could meddle with), {@code --enable-native-access=ALL-UNNAMED}, and {@code
 * -Djffi.boot.library.path}, without which a change can't load its library.
 */
public final class HelperMain {
    private HelperMain() {}

    /** Runs, and exits with one of {@link Exit}'s codes. */
    public static void main(String[] args) {
        VisibleStream.guardErrors();
        // Nothing but answers may reach the standard output, whatever a library prints.
        System.setOut(System.err);
        int code;
        try {
            Optional<Verb> verb = args.length == 1 ? Verb.parse(args[0]) : Optional.empty();
            code = verb.isPresent() ? run(verb.get()) : usage();
        } catch (IOException e) {
            // The input broke, which ends a session as its end does.
            System.err.println("daxboard-helper: " + e.getMessage());
            code = Exit.OK;
        } catch (RuntimeException | Error e) {
            System.err.println("daxboard-helper: a mistake in the helper: " + e);
            code = Exit.BUG;
        }
        System.exit(code);
    }

    private static int usage() {
        System.err.println("usage: daxboard-helper "
                + Arrays.stream(Verb.values()).map(Verb::word).collect(Collectors.joining("|")));
        System.err.println("Daxboard starts it; it reads requests from its standard input.");
        return Exit.USAGE;
    }

    private static int run(Verb verb) throws IOException {
        RealKernel kernel;
        try {
            kernel = RealKernel.open();
        } catch (IllegalStateException | UnsatisfiedLinkError e) {
            System.err.println("daxboard-helper: " + e.getMessage());
            return Exit.UNAVAILABLE;
        }
        Confinement.enter(verb, System.err);
        InputStream in = new FileInputStream(FileDescriptor.in);
        try (Answers answers = new Answers(new FileOutputStream(FileDescriptor.out))) {
            return switch (verb) {
                case VIEW -> {
                    new ViewSession(
                                    kernel,
                                    new PastPlans(kernel, GuardedApply.Places.STANDARD),
                                    HelperMain::watch,
                                    in,
                                    answers,
                                    Clock.systemUTC())
                            .run();
                    yield Exit.OK;
                }
                case APPLY, SWITCH, CREATE, RESIZE, ALIGN, DESTROY, ONLINE, OFFLINE, RECOVER ->
                    kernel.isRoot() ? apply(verb, kernel, in, answers) : notRoot(answers);
            };
        }
    }

    private static int apply(Verb verb, RealKernel kernel, InputStream in, Answers answers) throws IOException {
        try {
            PosixCalls.loaded();
        } catch (IllegalStateException e) {
            System.err.println("daxboard-helper: " + e.getMessage());
            return Exit.UNAVAILABLE;
        }
        GuardedApply guarded = GuardedApply.standard(kernel, System.getenv(), System.err);
        ApplySession session = new ApplySession(verb, guarded, kernel, in, answers, Clock.systemUTC());
        // A signal that ends this process waits for the plan: what has begun is finished or undone.
        Runtime.getRuntime().addShutdownHook(new Thread(session::holdBack));
        return session.run();
    }

    /** Where this kernel gives no socket for its events, the client is told to look again by the clock. */
    private static AutoCloseable watch(Runnable onStale) {
        Reading<KernelWatch> watch = KernelWatch.start(onStale, KernelWatch.RESCAN);
        if (watch.value().isPresent()) {
            return watch.value().get();
        }
        System.err.println("daxboard-helper: no kernel events, so the host is read by the clock: " + watch.whyNot());
        return ClockWatch.start(onStale, ClockWatch.EACH);
    }

    private static int notRoot(Answers answers) {
        answers.send(new Answer.Failed(Problem.keyed(Problem.Kind.NOT_ALLOWED, "helper.notRoot", "the helper")));
        return Exit.NOT_ROOT;
    }
}
