// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.activity;

import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.ChangeResult;
import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.Reversal;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.ui.activity.ActivityPicture.Entry;
import io.github.daxboard.ui.activity.ActivityPicture.Line;
import io.github.daxboard.ui.activity.ActivityPicture.Tone;
import io.github.daxboard.ui.activity.ActivityPicture.Undo;
import io.github.daxboard.ui.words.LeftOut;
import io.github.daxboard.ui.words.WindowTexts;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said of the plans that were carried out. Pure. */
final class ActivityPictures {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final ZoneId zone;

    ActivityPictures(ZoneId zone) {
        this.zone = zone;
    }

    ActivityPicture draw(List<PastPlan> plans) {
        return new ActivityPicture(
                plans.stream().map(this::entry).toList(),
                plans.isEmpty() ? WindowTexts.text("activity.empty") : "",
                Optional.empty());
    }

    private Entry entry(PastPlan past) {
        Outcome outcome = past.outcome();
        String took = String.format(
                Locale.ROOT,
                "%.1f s",
                Duration.between(past.begun(), past.ended()).toMillis() / 1000.0);
        return new Entry(
                past.number(),
                past.order().changes().stream()
                        .map(change -> WindowTexts.say(change.message()))
                        .collect(Collectors.joining("; ")),
                WindowTexts.text("activity.when", TIME.format(past.begun().atZone(zone)), took),
                past.who(),
                WindowTexts.text("activity.verdict." + key(outcome.verdict())),
                tone(outcome.verdict()),
                changes(past),
                outcome.failure(),
                outcome.stateNow().stream()
                        .map(state -> new Line(state.device().toString(), words(state)))
                        .toList(),
                undo(past));
    }

    private static String key(Outcome.Verdict verdict) {
        return switch (verdict) {
            case DONE -> "done";
            case FAILED_UNDONE -> "undone";
            case FAILED_LEFT_CHANGED -> "left";
        };
    }

    private static Tone tone(Outcome.Verdict verdict) {
        return switch (verdict) {
            case DONE -> Tone.OK;
            case FAILED_UNDONE -> Tone.WARN;
            case FAILED_LEFT_CHANGED -> Tone.DANGER;
        };
    }

    private static List<Line> changes(PastPlan past) {
        List<Line> lines = new ArrayList<>();
        List<ChangeResult> results = past.outcome().changes();
        for (int i = 0; i < past.order().changes().size(); i++) {
            ChangeResult result = i < results.size() ? results.get(i) : ChangeResult.NOT_STARTED;
            lines.add(new Line(WindowTexts.say(past.order().changes().get(i).message()), words(result)));
        }
        return lines;
    }

    private static String words(ChangeResult result) {
        return switch (result) {
            case DONE -> WindowTexts.text("step.state.verified");
            case UNDONE -> WindowTexts.text("step.state.undone");
            case LEFT_CHANGED -> WindowTexts.text("step.state.undo-failed");
            case NOT_STARTED -> WindowTexts.text("step.state.not-started");
        };
    }

    private static String words(DeviceState state) {
        String blocks = state.blocks()
                .map(count -> ", " + WindowTexts.text("fact.blocks.value", count.online(), count.total()))
                .orElse("");
        String size = state.size().map(bytes -> ", " + Sizes.words(bytes)).orElse("");
        String leftOut = state.isRam()
                ? LeftOut.words(state.leftOut()).map(words -> ", " + words).orElse("")
                : "";
        return state.modeWord()
                + size
                + blocks
                + leftOut
                + (state.pinned() ? ", " + WindowTexts.text("board.badge.pinned") : "");
    }

    private static Undo undo(PastPlan past) {
        return switch (Reversal.of(past)) {
            case Reversal.Possible possible -> new Undo(true, WindowTexts.text("activity.undo.help"));
            case Reversal.Impossible(var refusal) -> new Undo(false, WindowTexts.say(refusal.cause()));
        };
    }
}
