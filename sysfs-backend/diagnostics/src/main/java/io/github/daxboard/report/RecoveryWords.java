// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.apply.WayOut;
import io.github.daxboard.apply.WayOut.Part;
import io.github.daxboard.plan.Step;
import io.github.daxboard.protocol.Json;
import io.github.daxboard.text.Message;
import io.github.daxboard.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A way to end an unfinished plan, in words and in JSON: its steps, and which of them are already settled. */
public final class RecoveryWords {
    private RecoveryWords() {}

    /** {@link #lines(Texts, WayOut)} in English. */
    public static List<String> lines(WayOut way) {
        return lines(Texts.ENGLISH, way);
    }

    /** What it does, and its steps; a line of text each. */
    public static List<String> lines(Texts texts, WayOut way) {
        List<String> lines = new ArrayList<>();
        lines.add(texts.say(
                switch (way.how()) {
                    case FINISH -> Message.of("report.recovery.finish", way.remaining());
                    case UNDO -> Message.of("report.recovery.undo", way.remaining());
                    case FORGET -> Message.of("report.recovery.forget");
                }));
        int number = 1;
        for (Part part : way.parts()) {
            for (Step step : part.steps()) {
                lines.addAll(lines(texts, number++, part, step));
            }
        }
        return lines;
    }

    private static List<String> lines(Texts texts, int number, Part part, Step step) {
        return switch (part.standing()) {
            case SETTLED ->
                List.of(String.format(
                        Locale.ROOT,
                        "%3d. %s",
                        number,
                        texts.say(Message.of(
                                "report.recovery.settled", step.action().message()))));
            case TO_DO -> PlanWords.lines(texts, number, step);
            case BEGUN -> {
                List<String> lines = new ArrayList<>(PlanWords.lines(texts, number, step));
                lines.set(
                        0,
                        String.format(
                                Locale.ROOT,
                                "%3d. %s",
                                number,
                                texts.say(Message.of(
                                        "report.recovery.begun", step.action().message()))));
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
