// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.helper.GuardedApply.Places;
import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.protocol.Answer;
import io.github.daxboard.protocol.AnswerCodec;
import io.github.daxboard.protocol.BadMessage;
import io.github.daxboard.protocol.Request;
import io.github.daxboard.protocol.RequestCodec;
import io.github.daxboard.protocol.Verb;
import io.github.daxboard.sysfs.SnapshotReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Runs sessions of the helper on a kernel that a test gives. */
final class Helpers {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T02:00:00Z"), ZoneOffset.UTC);
    static final Caller CALLER = new Caller("uid 1000 by pkexec");
    static final List<Change> TO_FSDEV = List.of(new Change.SwitchMode(DeviceName.of("dax0.0"), Mode.FSDEV));

    private Helpers() {}

    static Places places(Path folder) {
        return new Places(folder.resolve("daxboard.lock"), folder.resolve("audit"), folder.resolve("lib/journal"));
    }

    static String digest(KernelPort kernel, List<Change> changes) {
        return Planner.plan(SnapshotReader.read(kernel, new HostName("client"), Instant.EPOCH), changes)
                .digest();
    }

    /** The line that asks for changes as a client would that has just looked. */
    static String request(KernelPort kernel, List<Change> changes) {
        return new RequestCodec().print(new Request.Apply(Order.of(changes), digest(kernel, changes))) + "\n";
    }

    /** What an apply session answered, and its exit code. */
    record Ran(List<Answer> answers, int exit) {}

    static Ran apply(KernelPort kernel, Path folder, String input) throws IOException, BadMessage {
        return apply(kernel, folder, input.getBytes(StandardCharsets.UTF_8));
    }

    static Ran apply(KernelPort kernel, Path folder, byte[] input) throws IOException, BadMessage {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit = apply(kernel, folder, new ByteArrayInputStream(input), out);
        return new Ran(answers(out), exit);
    }

    static int apply(KernelPort kernel, Path folder, InputStream in, OutputStream out) throws IOException {
        return start(Verb.APPLY, kernel, folder, in, out);
    }

    static int start(Verb verb, KernelPort kernel, Path folder, InputStream in, OutputStream out) throws IOException {
        PrintStream errors = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        GuardedApply guarded = new GuardedApply(kernel, places(folder), CALLER, CLOCK, errors);
        try (Answers answers = new Answers(out)) {
            return new ApplySession(verb, guarded, kernel, in, answers, CLOCK).run();
        }
    }

    static List<Answer> view(KernelPort kernel, String input) throws IOException, BadMessage {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        try (Answers answers = new Answers(out)) {
            new ViewSession(
                            kernel,
                            new PastPlans(kernel, places(Path.of("/nowhere"))),
                            onStale -> () -> {},
                            in,
                            answers,
                            CLOCK)
                    .run();
        }
        return answers(out);
    }

    static List<Answer> answers(ByteArrayOutputStream out) throws BadMessage {
        List<Answer> answers = new ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            answers.add(new AnswerCodec().parse(line));
        }
        return answers;
    }
}
