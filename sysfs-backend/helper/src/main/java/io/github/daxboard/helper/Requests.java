// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.plan.Problem;
import io.github.daxboard.protocol.BadMessage;
import io.github.daxboard.protocol.BoundedLines;
import io.github.daxboard.protocol.BoundedLines.Line;
import io.github.daxboard.protocol.JsonText;
import java.util.List;

/** What both sessions say of a request that can't be served. */
final class Requests {
    private Requests() {}

    /** The text of a whole line. */
    static String text(Line line) throws BadMessage {
        return switch (line) {
            case BoundedLines.Complete(String text) -> text;
            case BoundedLines.TooLong() -> throw new BadMessage("it is longer than " + JsonText.MAX_REQUEST + " bytes");
            case BoundedLines.NotText() -> throw new BadMessage("it is not UTF-8");
            case BoundedLines.Cut() -> throw new BadMessage("it ended before its newline");
            case BoundedLines.End() -> throw new BadMessage("there is none");
        };
    }

    static Problem notUnderstood(BadMessage why) {
        return Problem.keyed(Problem.Kind.USAGE, "helper.request", "the request", why.why());
    }

    static Problem notRead(RuntimeException failure) {
        return Problem.keyed(Problem.Kind.UNREACHABLE, "helper.notRead", "this host")
                .withEvidence(List.of(failure.toString()));
    }
}
