// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.text.Message;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The digest of a plan: over what was asked for, what it would write, in which case, what is read before and after, how it
 * is undone, and the facts that anybody may read of the devices and regions that it names. What only root can read is left
 * out, so that a user's plan and the helper's have the same digest on the same host; where root sees more (a holder, say),
 * the helper's plan is blocked and its digest another one.
 *
 * <p>The devices whose data may be lost are left out too: they travel in the order, change no write, and decide no more
 * than whether the plan is blocked. Warnings are left out because root sees other ones.
 */
final class Digest {
    private Digest() {}

    static String of(Snapshot snapshot, List<ChangePlan> plans) {
        StringBuilder text = new StringBuilder("daxboard plan 2\n");
        for (ChangePlan plan : plans) {
            line(text, "change", plan.change().toString());
            plan.device().flatMap(snapshot::device).ifPresent(device -> facts(text, device));
            region(plan).flatMap(snapshot::region).ifPresent(region -> facts(text, region));
            for (Step step : plan.steps()) {
                step(text, "step", step);
            }
            plan.blockers().forEach(blocker -> line(text, "blocked", blocker.kind() + " " + identity(blocker.fact())));
        }
        return sha256(text.toString());
    }

    private static void facts(StringBuilder text, Device device) {
        line(text, "path", device.path());
        line(text, "driver", device.driver().toString());
        line(text, "size", device.size().toString());
        line(text, "align", device.align().toString());
    }

    private static Optional<Integer> region(ChangePlan plan) {
        return plan.change() instanceof Change.Create create
                ? Optional.of(create.region())
                : plan.device().map(DeviceName::region);
    }

    private static void facts(StringBuilder text, Region region) {
        line(text, "region", region.path());
        line(text, "size", region.size().toString());
        line(text, "available", region.available().toString());
    }

    private static void step(StringBuilder text, String word, Step step) {
        line(text, word, step.action().toString());
        step.precondition().ifPresent(needed -> line(text, "needs", needed.toString()));
        for (KernelWrite write : step.action().writes()) {
            line(text, "write", write.when() + " " + write.path() + " " + write.value());
        }
        line(text, "proof", step.proof().toString());
        if (step.undo() instanceof Undo.ByDoing(List<Step> steps)) {
            steps.forEach(undo -> step(text, "undo", undo));
        }
    }

    /** Which message it is, and what stands in it: the same in every language, and when its wording changes. */
    private static String identity(Message message) {
        return message.key().isEmpty()
                ? message.otherwise()
                : message.key()
                        + message.arguments().stream().map(Digest::identity).toList();
    }

    private static String identity(Message.Argument argument) {
        return switch (argument) {
            case Message.Argument.Word(String text) -> text;
            case Message.Argument.Part(Message message) -> identity(message);
            case Message.Argument.Several(var items) ->
                items.stream().map(Digest::identity).toList().toString();
        };
    }

    private static void line(StringBuilder text, String word, String content) {
        text.append(word).append(' ').append(content).append('\n');
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
