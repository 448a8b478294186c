// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.model.Errno;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A refusal in a message. Evidence comes from the kernel's log and is cut to what a person reads. */
final class ProblemCodec {
    private static final int MOST_LINES = 20;
    private static final int LONGEST_LINE = 500;

    private ProblemCodec() {}

    static Json.Fields print(Problem refusal) {
        Json.Maker message = Json.make()
                .with("kind", EnumNames.of(refusal.kind()))
                .with("object", refusal.object())
                .with("what", MessageCodec.print(refusal.fact()));
        refusal.errno().ifPresent(errno -> message.with("errno", errno.number()));
        return message.with("why", MessageCodec.print(refusal.cause()))
                .with("evidence", new Json.Many(bounded(refusal.seen())))
                .with("cure", MessageCodec.print(refusal.remedy()))
                .made();
    }

    /** What was cut before is not cut again: the line that tells how many are missing stays true. */
    private static List<Json> bounded(List<Message> lines) {
        boolean cut = lines.size() > MOST_LINES + 1;
        List<Json> kept = new ArrayList<>();
        for (Message line : cut ? lines.subList(0, MOST_LINES) : lines) {
            String text = line.english();
            kept.add(
                    text.length() <= LONGEST_LINE
                            ? MessageCodec.print(line)
                            : new Json.Text(text.substring(0, LONGEST_LINE) + " ..."));
        }
        if (cut) {
            kept.add(MessageCodec.print(Message.of("problem.moreLines", lines.size() - MOST_LINES)));
        }
        return kept;
    }

    static Problem parse(Json.Fields message) throws BadMessage {
        message.only("kind", "object", "what", "errno", "why", "evidence", "cure");
        Optional<Errno> errno =
                message.has("errno") ? Optional.of(ReadingCodec.errno(message, "errno")) : Optional.empty();
        return new Problem(
                EnumNames.parse(Problem.Kind.values(), message.text("kind")),
                message.text("object"),
                MessageCodec.parse(message.get("what")),
                errno,
                MessageCodec.parse(message.get("why")),
                MessageCodec.parseAll(message.many("evidence")),
                MessageCodec.parse(message.get("cure")));
    }
}
