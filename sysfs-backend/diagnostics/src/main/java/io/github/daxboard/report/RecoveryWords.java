// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.apply.WayOut;
import io.github.daxboard.apply.WayOut.Part;
import io.github.daxboard.plan.Step;
import io.github.daxboard.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A way to end an unfinished plan, in words and in JSON: its steps, and which of them are settled already. */
public final class RecoveryWords {
    private RecoveryWords() {}

    /** What it means, and its steps; a line of text each. */
    public static List<String> lines(WayOut way) {
        List<String> lines = new ArrayList<>();
        String word = way.how().name().toLowerCase(Locale.ROOT);
        lines.add(word + ": "
                + switch (way.how()) {
                    case FINISH -> "goes on where it ended; steps to do: " + way.remaining() + ".";
                    case UNDO ->
                        "takes back what the interrupted change has done; steps to undo: " + way.remaining() + ".";
                    case FORGET -> "writes nothing; the plan counts as ended, and the device stays as it is now.";
                });
        int number = 1;
        for (Part part : way.parts()) {
            for (Step step : part.steps()) {
                lines.addAll(lines(number++, part, step));
            }
        }
        return lines;
    }

    private static List<String> lines(int number, Part part, Step step) {
        return switch (part.standing()) {
            case SETTLED ->
                List.of(String.format(
                                Locale.ROOT, "%3d. %s", number, step.action().describe())
                        + " (settled: not touched again)");
            case TO_DO -> PlanWords.lines(number, step);
            case BEGUN -> {
                List<String> lines = new ArrayList<>(PlanWords.lines(number, step));
                lines.set(0, lines.getFirst() + " (begun, outcome not known: read first)");
                yield lines;
            }
        };
    }

    /** The same as JSON. */
    public static Json.Fields json(WayOut way) {
        return Json.make()
                .with("how", Shapes.word(way.how()))
                .with("remaining", way.remaining())
                .with(
                        "parts",
                        Shapes.many(
                                way.parts(),
                                part -> Json.make()
                                        .with("change", part.change())
                                        .with("step", part.number())
                                        .with("standing", Shapes.word(part.standing()))
                                        .with("steps", Shapes.many(part.steps(), Shapes::step))
                                        .made()))
                .made();
    }
}
