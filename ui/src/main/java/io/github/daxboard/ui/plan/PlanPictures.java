// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.plan.Step;
import io.github.daxboard.ui.plan.PlanPicture.Can;
import io.github.daxboard.ui.plan.PlanPicture.Card;
import io.github.daxboard.ui.plan.PlanPicture.ChangeRow;
import io.github.daxboard.ui.plan.PlanPicture.StepRow;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** From a plan that waits for Apply to what the drawer shows. Pure. */
final class PlanPictures {
    /**
     * What is known beside the plan.
     *
     * @param snapshot what it was planned on; none while the host is being opened
     * @param checked whether the host was read since the last change was queued
     * @param note what the admin should know
     * @param refused what the host answered when it was asked and did not begin
     * @param off why nothing can be applied on this host
     */
    record Around(
            Optional<Snapshot> snapshot,
            boolean checked,
            String note,
            Optional<Problem> refused,
            Optional<String> off) {
        static final Around NOTHING = new Around(Optional.empty(), false, "", Optional.empty(), Optional.empty());
    }

    private PlanPictures() {}

    static PlanPicture planned(Plan plan, int selected, ChangeQueue queue, Around around) {
        boolean empty = plan.changes().isEmpty();
        List<Card> cards = Stream.concat(
                        around.refused().stream(),
                        plan.changes().stream().flatMap(change -> change.blockers().stream()))
                .map(refusal -> card(refusal, around.snapshot(), plan))
                .toList();
        return new PlanPicture(
                state(plan, around),
                empty ? WindowTexts.text("plan.empty") : counts(plan),
                empty || !around.note().isEmpty() ? around.note() : WindowTexts.text("plan.nothing-written"),
                !around.note().isEmpty(),
                changeRows(plan),
                selected,
                empty ? List.of() : stepRows(plan.changes().get(selected)),
                List.of(),
                cards,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                empty
                        ? WindowTexts.text("plan.apply.none")
                        : WindowTexts.count("plan.apply", plan.changes().size()),
                applyOff(plan, around.off()),
                Optional.empty(),
                new Can(queue.canUndo(), queue.canRedo(), !empty, false, !empty, false, false),
                Optional.empty());
    }

    private static PlanState state(Plan plan, Around around) {
        if (plan.changes().isEmpty()) {
            return PlanState.EMPTY;
        }
        if (plan.isBlocked()) {
            return onlyUnconfirmed(plan) ? PlanState.UNCONFIRMED : PlanState.BLOCKED;
        }
        return around.checked() ? PlanState.CHECKED : PlanState.PLANNED;
    }

    private static boolean onlyUnconfirmed(Plan plan) {
        return plan.changes().stream()
                .flatMap(change -> change.blockers().stream())
                .allMatch(blocker -> blocker.kind() == Problem.Kind.UNCONFIRMED);
    }

    /** A refusal with what can be done about it here. */
    static Card card(Problem refusal, Optional<Snapshot> snapshot, Plan plan) {
        Optional<DeviceName> device = DeviceName.parse(refusal.object());
        List<Holder> holders = refusal.kind() == Problem.Kind.BLOCKED || refusal.kind() == Problem.Kind.FAILED
                ? device.flatMap(name -> snapshot.map(one -> one.holdersOf(name)))
                        .orElse(List.of())
                : List.of();
        return new Card(
                refusal,
                refusal.kind() == Problem.Kind.UNCONFIRMED ? device : Optional.empty(),
                holders,
                refusal.kind() == Problem.Kind.FAILED || refusal.kind() == Problem.Kind.CANCELLED);
    }

    private static String counts(Plan plan) {
        long warnings = plan.changes().stream()
                .mapToLong(change -> change.warnings().size())
                .sum();
        long blockers = plan.changes().stream()
                .mapToLong(change -> change.blockers().size())
                .sum();
        List<String> parts = new ArrayList<>();
        parts.add(WindowTexts.count("changes", plan.changes().size()));
        parts.add(WindowTexts.count("steps", plan.stepCount()));
        if (warnings > 0) {
            parts.add(WindowTexts.count("warnings", warnings));
        }
        if (blockers > 0) {
            parts.add(WindowTexts.count("blockers", blockers));
        }
        return String.join(", ", parts) + ".";
    }

    private static Optional<String> applyOff(Plan plan, Optional<String> off) {
        if (plan.changes().isEmpty()) {
            return Optional.of(WindowTexts.text("plan.off.empty"));
        }
        if (off.isPresent()) {
            return off;
        }
        if (plan.isBlocked()) {
            int first = 0;
            while (!plan.changes().get(first).isBlocked()) {
                first++;
            }
            return Optional.of(
                    WindowTexts.text(onlyUnconfirmed(plan) ? "plan.off.unconfirmed" : "plan.off.blocked", first + 1));
        }
        return Optional.empty();
    }

    static List<ChangeRow> changeRows(Plan plan) {
        List<ChangeRow> rows = new ArrayList<>();
        for (int i = 0; i < plan.changes().size(); i++) {
            rows.add(changeRow(plan, i));
        }
        return rows;
    }

    private static ChangeRow changeRow(Plan plan, int index) {
        ChangePlan change = plan.changes().get(index);
        return new ChangeRow(
                index + 1,
                change.device(),
                change.from().map(Look::of),
                lookOf(change),
                title(change),
                change.isBlocked()
                        ? WindowTexts.say(change.blockers().getFirst().fact())
                        : WindowTexts.count("steps", change.steps().size()) + ". "
                                + WindowTexts.say(change.consequence()),
                change.warnings().stream()
                        .map(warning -> WindowTexts.say(warning.fact()))
                        .toList(),
                change.isBlocked(),
                change.change() instanceof Change.SwitchMode request && request.to() == Mode.SYSTEM_RAM
                        ? Optional.of(request.onlining())
                        : Optional.empty(),
                true,
                index > 0,
                index < plan.changes().size() - 1);
    }

    private static Look lookOf(ChangePlan change) {
        return switch (change.change()) {
            case Change.SwitchMode request -> Look.of(request.to());
            case Change.Create create -> Look.UNBOUND;
            case Change.Destroy destroy -> Look.FREE;
            default -> change.from().map(Look::of).orElse(Look.UNBOUND);
        };
    }

    static String title(ChangePlan change) {
        return switch (change.change()) {
            case Change.SwitchMode request ->
                WindowTexts.text(
                        "plan.change.title",
                        request.device(),
                        change.from().map(Mode::word).orElse("?"),
                        request.to().word());
            case Change.Create create ->
                WindowTexts.text(
                        change.device().isPresent() ? "plan.change.create.named" : "plan.change.create",
                        create.extent().message(),
                        create.region(),
                        change.device().map(DeviceName::toString).orElse(""));
            case Change.Resize resize ->
                WindowTexts.text("plan.change.resize", resize.device(), Sizes.words(resize.bytes()));
            case Change.Destroy destroy -> WindowTexts.text("plan.change.destroy", destroy.device());
            case Change.SetAlign align ->
                WindowTexts.text("plan.change.align", align.device(), Sizes.words(align.bytes()));
            case Change.Online online ->
                WindowTexts.text(
                        "plan.change.online", online.device(), online.zone().message());
            case Change.Offline offline -> WindowTexts.text("plan.change.offline", offline.device());
        };
    }

    private static List<StepRow> stepRows(ChangePlan change) {
        List<StepRow> rows = new ArrayList<>();
        for (int i = 0; i < change.steps().size(); i++) {
            Step step = change.steps().get(i);
            rows.add(new StepRow(
                    i + 1,
                    WindowTexts.say(step.action().message()),
                    step.action().writes(),
                    WindowTexts.say(step.proof().message()),
                    WindowTexts.say(step.undo().message()),
                    Optional.empty()));
        }
        return rows;
    }
}
