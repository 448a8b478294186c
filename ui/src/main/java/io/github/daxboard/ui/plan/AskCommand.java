// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.client.HostConnection;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.plan.Warning;
import io.github.daxboard.ui.session.HostSession;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asking for changes. Drags, keys, menus, dialogs and buttons all come here, so that they can do the same things and give
 * the same reasons. It only queues: nothing is written.
 */
public final class AskCommand {
    /** What came of it. */
    public sealed interface Result {
        /** It is change number {@code number}, counted from 1. */
        record Queued(int number, boolean replaced) implements Result {}

        /** Together with what was queued it changes nothing: both are gone. */
        record CancelledOut() implements Result {}

        /** It is so already, and nothing was queued for it. */
        record AlreadyThere() implements Result {}

        record Refused(Problem refusal) implements Result {}
    }

    private final HostSession session;
    private final ChangeQueue queue;

    public AskCommand(HostSession session, ChangeQueue queue) {
        this.session = session;
        this.queue = queue;
    }

    /** What would come of a change, on the newest snapshot and with what is queued. */
    public Verdict verdict(Change change) {
        return verdict(List.of(change));
    }

    /** What would come of several changes that are asked for together; the last one is what is judged by its effect. */
    public Verdict verdict(List<Change> asked) {
        Optional<Problem> readOnly = session.connection().flatMap(HostConnection::readOnly);
        if (readOnly.isPresent()) {
            return new Verdict.Refused(List.of(readOnly.get()));
        }
        List<Change> next = with(asked);
        return verdictOf(plansOf(asked, plans(next)));
    }

    private static Verdict verdictOf(List<ChangePlan> plans) {
        List<Problem> blockers =
                plans.stream().flatMap(one -> one.blockers().stream()).toList();
        // Data that is lost is confirmed in the drawer, by name: that does not stop the queueing.
        List<Problem> refusals = blockers.stream()
                .filter(blocker -> blocker.kind() != Problem.Kind.UNCONFIRMED)
                .toList();
        if (!refusals.isEmpty()) {
            return new Verdict.Refused(refusals);
        }
        if (plans.stream().allMatch(ChangePlan::isNothingToDo)) {
            return new Verdict.Home();
        }
        int steps = plans.stream().mapToInt(one -> one.steps().size()).sum();
        String effect = WindowTexts.say(plans.getLast().consequence());
        if (!blockers.isEmpty()) {
            return new Verdict.Warned(
                    effect, List.of(new Warning(blockers.getFirst().fact())), steps);
        }
        List<Warning> warnings =
                plans.stream().flatMap(one -> one.warnings().stream()).toList();
        return warnings.isEmpty() ? new Verdict.Allowed(effect, steps) : new Verdict.Warned(effect, warnings, steps);
    }

    public Result ask(Change change) {
        return ask(List.of(change));
    }

    /** Queues changes that are asked for together: one step for undo. Several that were refused leave the queue as it is. */
    public Result ask(List<Change> asked) {
        Verdict verdict = verdict(asked);
        if (verdict instanceof Verdict.Refused refused) {
            return new Result.Refused(refused.first());
        }
        boolean replaced = asked.stream().anyMatch(change -> QueueRules.hasLike(queue.list(), change));
        List<Change> next = with(asked);
        List<ChangePlan> idle = plansOf(asked, plans(next)).stream()
                .filter(ChangePlan::isNothingToDo)
                .toList();
        List<Change> kept = next.stream()
                .filter(change -> idle.stream().noneMatch(one -> one.change().equals(change)))
                .toList();
        boolean before = !queue.list().equals(kept);
        queue.replace(kept);
        if (idle.size() == asked.size()) {
            return before ? new Result.CancelledOut() : new Result.AlreadyThere();
        }
        int number = kept.indexOf(asked.getLast()) + 1;
        return new Result.Queued(number == 0 ? kept.size() : number, replaced);
    }

    /** The name that the kernel would give a new device after some other changes, where that can be told. */
    public Optional<DeviceName> nameOf(List<Change> before, Change.Create create) {
        List<Change> asked = Stream.concat(before.stream(), Stream.of(create)).toList();
        return plansOf(List.of(create), plans(with(asked))).stream().findFirst().flatMap(ChangePlan::device);
    }

    private List<Change> with(List<Change> asked) {
        List<Change> next = queue.list();
        for (Change change : asked) {
            Optional<Integer> birth = change instanceof Change.Destroy destroy
                    ? QueueRules.birth(plans(next), destroy.device())
                    : Optional.empty();
            // What is not made yet is not destroyed: it is just not made.
            next = birth.isPresent() ? QueueRules.without(plans(next), birth.get()) : QueueRules.with(next, change);
        }
        return List.copyOf(next);
    }

    private List<ChangePlan> plans(List<Change> changes) {
        Snapshot snapshot = session.snapshot().orElseThrow(() -> new IllegalStateException("no snapshot"));
        return Planner.changes(snapshot, queue.order(changes));
    }

    private static List<ChangePlan> plansOf(List<Change> asked, List<ChangePlan> plans) {
        List<ChangePlan> found = new ArrayList<>();
        for (Change change : asked) {
            for (int i = plans.size() - 1; i >= 0; i--) {
                if (plans.get(i).change().equals(change)) {
                    found.add(plans.get(i));
                    break;
                }
            }
        }
        return found;
    }
}
