// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.apply.HowFar;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.apply.Unfinished.Left;
import io.github.daxboard.apply.Unfinished.Limit;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.apply.WayOut;
import io.github.daxboard.apply.WayOut.Part;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.plan.Step;
import io.github.daxboard.ui.plan.PlanPicture.Can;
import io.github.daxboard.ui.plan.PlanPicture.Card;
import io.github.daxboard.ui.plan.PlanPicture.StepRow;
import io.github.daxboard.ui.plan.PlanPicture.Way;
import io.github.daxboard.ui.plan.PlanPicture.Ways;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From a plan that was left unfinished to what the drawer shows: each way to end it as a plan, before it is begun. Pure. */
final class RecoveryPictures {
    private final Unfinished plan;
    private final Recovery chosen;
    private final boolean agreed;
    private final Around around;

    /**
     * What is known beside the plan.
     *
     * @param snapshot the newest picture of the host
     * @param broken how this window's own run of it ended, if it is one
     * @param refused what the host answered when it was asked to end it and did not begin
     * @param off why nothing can be ended from here
     * @param report whether there is a report of this window's own run
     */
    record Around(
            Optional<Snapshot> snapshot,
            Optional<Problem> broken,
            Optional<Problem> refused,
            Optional<String> off,
            boolean report) {}

    /** @param agreed whether it was agreed that the device stays as it is */
    RecoveryPictures(Unfinished plan, Recovery chosen, boolean agreed, Around around) {
        this.plan = plan;
        this.chosen = chosen;
        this.agreed = agreed;
        this.around = around;
    }

    /** The way that is chosen first: the first one that is offered. */
    static Recovery first(Unfinished plan) {
        return plan.offers().stream().sorted().findFirst().orElse(Recovery.FORGET);
    }

    PlanPicture draw() {
        List<Card> cards = Stream.concat(around.refused().stream(), around.broken().stream())
                .map(refusal -> PlanPictures.card(refusal, around.snapshot(), Plan.EMPTY))
                .toList();
        return new PlanPicture(
                PlanState.UNFINISHED,
                howFar(),
                WindowTexts.text("plan.note.unfinished"),
                true,
                List.of(),
                0,
                steps(),
                List.of(),
                cards,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                WindowTexts.text("plan.way.apply." + key(chosen)),
                around.off().or(this::notAgreed),
                Optional.empty(),
                new Can(false, false, true, false, false, around.report(), false),
                Optional.of(new Ways(
                        title(),
                        WindowTexts.text("plan.ways.begun", plan.begun().toString(), plan.who()),
                        Arrays.stream(Recovery.values()).map(this::way).toList(),
                        chosen == Recovery.FORGET ? Optional.of(WindowTexts.text("plan.way.agree")) : Optional.empty(),
                        agreed)));
    }

    private Optional<String> notAgreed() {
        return chosen == Recovery.FORGET && !agreed
                ? Optional.of(WindowTexts.text("plan.off.not-agreed"))
                : Optional.empty();
    }

    private String title() {
        return plan.left()
                .map(left ->
                        left.plan().changes().stream().map(PlanPictures::title).collect(Collectors.joining("; ")))
                .orElseGet(() -> plan.order().changes().stream()
                        .map(change -> WindowTexts.say(change.message()))
                        .collect(Collectors.joining("; ")));
    }

    private String howFar() {
        if (plan.left().isEmpty()) {
            return WindowTexts.text("plan.ways.not-known");
        }
        Left left = plan.left().get();
        HowFar far = left.howFar();
        int steps = left.plan().changes().get(far.change()).steps().size();
        String done = far.undoing()
                ? WindowTexts.text(
                        "plan.ways.undone", far.undone().size(), far.begun().size())
                : WindowTexts.text("plan.ways.done", far.done().size(), WindowTexts.count("steps", steps));
        return left.plan().changes().size() == 1
                ? done
                : WindowTexts.text(
                        "plan.ways.change",
                        far.change() + 1,
                        left.plan().changes().size(),
                        done);
    }

    private Way way(Recovery how) {
        boolean possible = plan.offers().contains(how);
        return new Way(
                how,
                WindowTexts.text("plan.way." + key(how)),
                possible ? line(how) : whyNot(how),
                possible,
                how == chosen);
    }

    private String line(Recovery how) {
        long remaining =
                plan.left().map(left -> WayOut.of(how, left).remaining()).orElse(0L);
        return switch (how) {
            case FINISH -> WindowTexts.text("plan.way.finish.line", WindowTexts.count("steps", remaining));
            case UNDO -> WindowTexts.text("plan.way.undo.line", WindowTexts.count("steps", remaining));
            case FORGET -> WindowTexts.text("plan.way.forget.line");
        };
    }

    private String whyNot(Recovery how) {
        return plan.limit()
                .filter(limit -> how != Recovery.FORGET)
                .map((Limit limit) -> switch (limit) {
                    case RESTARTED -> WindowTexts.text("plan.way.off.restarted");
                    case OTHER_VERSION -> WindowTexts.text("plan.way.off.other-version");
                    case DAMAGED -> WindowTexts.text("plan.way.off.damaged");
                    case UNDOING -> WindowTexts.text("plan.way.off.undoing");
                })
                .orElseGet(() -> WindowTexts.text("plan.way.off"));
    }

    private List<StepRow> steps() {
        List<StepRow> rows = new ArrayList<>();
        plan.left()
                .filter(left -> plan.offers().contains(chosen))
                .map(left -> WayOut.of(chosen, left).parts())
                .orElse(List.of())
                .forEach(part -> part.steps().forEach(step -> rows.add(row(rows.size() + 1, part, step))));
        return rows;
    }

    private StepRow row(int number, Part part, Step step) {
        boolean many = plan.order().changes().size() > 1;
        String what = WindowTexts.say(step.action().message());
        return new StepRow(
                number,
                many ? WindowTexts.text("plan.ways.step-of", part.change() + 1, what) : what,
                part.remains() ? step.action().writes() : List.of(),
                WindowTexts.say(step.proof().message()),
                chosen == Recovery.FINISH ? WindowTexts.say(step.undo().message()) : "",
                standing(part));
    }

    private Optional<StepState> standing(Part part) {
        return switch (part.standing()) {
            case SETTLED -> Optional.of(chosen == Recovery.UNDO ? StepState.UNDONE : StepState.VERIFIED);
            case BEGUN -> Optional.of(StepState.INTERRUPTED);
            case TO_DO -> Optional.empty();
        };
    }

    static String key(Recovery how) {
        return how.name().toLowerCase(Locale.ROOT);
    }
}
