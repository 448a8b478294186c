// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.model.Errno;
import io.github.daxboard.plan.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A refusal in a message. Evidence comes from the kernel's log and is cut to what a person reads. */
final class RefusalCodec {
    private static final int MOST_LINES = 20;
    private static final int LONGEST_LINE = 500;

    private RefusalCodec() {}

    static Json.Fields print(Refusal refusal) {
        Json.Maker message = Json.make()
                .with("kind", Words.of(refusal.kind()))
                .with("object", refusal.object())
                .with("what", refusal.what());
        refusal.errno().ifPresent(errno -> message.with("errno", errno.number()));
        return message.with("why", refusal.why())
                .with("evidence", bounded(refusal.evidence()))
                .with("cure", refusal.cure())
                .made();
    }

    /** What was cut before is not cut again: the line that tells how many are missing stays true. */
    private static List<String> bounded(List<String> lines) {
        boolean cut = lines.size() > MOST_LINES + 1;
        List<String> kept = new ArrayList<>();
        for (String line : cut ? lines.subList(0, MOST_LINES) : lines) {
            kept.add(line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + " ...");
        }
        if (cut) {
            kept.add("... and " + (lines.size() - MOST_LINES) + " lines more");
        }
        return kept;
    }

    static Refusal parse(Json.Fields message) throws BadMessage {
        message.only("kind", "object", "what", "errno", "why", "evidence", "cure");
        Optional<Errno> errno =
                message.has("errno") ? Optional.of(ReadingCodec.errno(message, "errno")) : Optional.empty();
        return new Refusal(
                Words.parse(Refusal.Kind.values(), message.text("kind")),
                message.text("object"),
                message.text("what"),
                errno,
                message.text("why"),
                message.many("evidence").texts(),
                message.text("cure"));
    }
}
