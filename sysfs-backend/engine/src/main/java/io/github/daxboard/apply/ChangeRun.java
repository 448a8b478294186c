// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.apply.Outcome.ChangeResult;
import io.github.daxboard.apply.ProofCheck.Checked;
import io.github.daxboard.apply.StepRunner.Performed;
import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Reading;
import io.github.daxboard.plan.Action;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.plan.Proof;
import io.github.daxboard.plan.Step;
import io.github.daxboard.plan.Undo;
import io.github.daxboard.sysfs.DaxBus;
import io.github.daxboard.text.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/** One change on its way: the steps done so far, and what to do when one fails. */
final class ChangeRun {
    private final ChangePlan plan;
    private final DeviceName device;
    private final int number;
    private final Heartbeat events;
    private final LongSupplier nanoClock;
    private final Cancel cancel;
    private final DaxBus bus;
    private final StepRunner runner;
    private final ProofCheck proofs;
    private final StateReader states;
    private final SortedMap<DeviceName, Reading<Driver>> linksAtStart;
    private final Journal journal;
    private final Optional<PlanProgress> progress;
    private final AtStart atStart;
    private final Map<Integer, PriorState> found = new HashMap<>();
    private final Set<Integer> done = new HashSet<>();
    private final TreeSet<Integer> toUndo = new TreeSet<>();
    private final List<Problem> undoFailures = new ArrayList<>();
    private ChangeResult result = ChangeResult.NOT_STARTED;

    ChangeRun(Tools tools, ChangePlan plan, int number, Heartbeat events, Cancel cancel) {
        this(tools, plan, number, events, cancel, Optional.empty());
    }

    /** Goes on with a change that was begun before. */
    ChangeRun(
            Tools tools,
            ChangePlan plan,
            int number,
            Heartbeat events,
            Cancel cancel,
            Optional<PlanProgress> progress) {
        KernelPort kernel = tools.kernel();
        this.plan = plan;
        this.device = plan.device().orElseThrow();
        this.number = number;
        this.events = events;
        this.nanoClock = tools.nanoClock();
        this.cancel = cancel;
        this.bus = new DaxBus(kernel);
        this.runner = new StepRunner(kernel, tools.patience());
        this.proofs = new ProofCheck(kernel);
        this.states = new StateReader(kernel);
        this.journal = tools.journal();
        this.progress = progress;
        this.atStart = progress.map(PlanProgress::before).orElseGet(() -> states.atStart(device));
        this.linksAtStart = linksBefore();
        progress.ifPresent(past -> found.putAll(past.found()));
        progress.ifPresent(past -> done.addAll(past.done()));
        // Whatever the helper before may have done is undone, should this one not come to the end either.
        progress.ifPresent(past -> toUndo.addAll(past.toUndo()));
    }

    /** What every change is run with. */
    record Tools(KernelPort kernel, LongSupplier nanoClock, BlockSteps.Patience patience, Journal journal) {}

    ChangeResult result() {
        return result;
    }

    List<Problem> undoFailures() {
        return undoFailures;
    }

    /**
     * Runs the steps in order, those that were done before excepted; what failed, if one did. An error of Daxboard's own, even
     * that its memory ran out, is a failure like one of the kernel's: a host must not be left half changed.
     */
    Optional<Problem> go() {
        try {
            return steps();
        } catch (Throwable e) {
            return failed(Failures.defect(device, e));
        }
    }

    private Optional<Problem> steps() {
        Optional<Problem> notRecorded = progress.isPresent()
                ? Optional.empty()
                : journal.turn(number, plan.steps().size(), atStart);
        if (notRecorded.isPresent()) {
            return notRecorded;
        }
        if (progress.isPresent() && isDeleted()) {
            result = ChangeResult.DONE;
            return Optional.empty();
        }
        Optional<Problem> untidy = tidyUp();
        if (untidy.isPresent()) {
            return failed(untidy.get());
        }
        for (int index = 0; index < plan.steps().size(); index++) {
            Step step = plan.steps().get(index);
            if (wasDone(index)) {
                continue;
            }
            if (cancel.isAsked()) {
                return failed(Failures.cancelled(step.action()));
            }
            Optional<Problem> failure = goStep(index, step);
            if (failure.isPresent()) {
                return failed(failure.get());
            }
        }
        result = ChangeResult.DONE;
        return Optional.empty();
    }

    private boolean wasDone(int index) {
        if (progress.filter(past -> past.done().contains(index)).isEmpty()) {
            return false;
        }
        boolean look = plan.steps().get(index).action() instanceof Action.CheckHolders;
        return !look || !WayOut.stillTakes(plan.steps(), progress.get().done());
    }

    private Optional<Problem> goStep(int index, Step step) {
        events.accept(new ApplyEvent.StepStarted(number, index));
        events.expect(Waits.words(step.action()));
        long start = nanoClock.getAsLong();
        Tried tried = safely(index, step);
        if (tried.touched()) {
            toUndo.add(index);
        }
        if (tried.failure().isPresent()) {
            if (!tried.touched() && found.containsKey(index)) {
                journal.undid(number, index);
            }
            events.accept(new ApplyEvent.StepFailed(
                    number, index, since(start), tried.failure().get()));
            return tried.failure();
        }
        done.add(index);
        journal.did(number, index);
        events.accept(new ApplyEvent.StepVerified(number, index, since(start), tried.evidence()));
        return Optional.empty();
    }

    private Tried safely(int index, Step step) {
        try {
            return recorded(index, step);
        } catch (Throwable e) {
            // Before the intent was written down, nothing was done.
            return new Tried(found.containsKey(index), Optional.of(Failures.defect(device, step, e)), Message.NONE);
        }
    }

    /** What the step finds is read, and written down with the intent, before anything is done. */
    private Tried recorded(int index, Step step) {
        boolean begunBefore = found.containsKey(index);
        PriorState now = Optional.ofNullable(found.get(index)).orElseGet(() -> states.found(device));
        if (!canBeUndone(step, now)) {
            return new Tried(false, Optional.of(Failures.notRemembered(device, step)), Message.NONE);
        }
        Optional<Problem> notRecorded = journal.intends(number, index, now);
        if (notRecorded.isPresent()) {
            return new Tried(begunBefore, notRecorded, Message.NONE);
        }
        found.put(index, now);
        StepContext context = context(index, now, cancel);
        if (begunBefore && isAlreadySo(step, context)) {
            return new Tried(
                    true,
                    Optional.empty(),
                    Message.of("read.doneBefore", step.proof().message()));
        }
        Tried tried = tryStep(step, context);
        return begunBefore ? new Tried(true, tried.failure(), tried.evidence()) : tried;
    }

    /** A device that was deleted can't be had back: the step that does it is a change's last, and with it the change is done. */
    private boolean isDeleted() {
        return plan.steps().getLast().action() instanceof Action.DeleteDevice
                && found.containsKey(plan.steps().size() - 1)
                && isAlreadySo(plan.steps().getLast(), context(plan.steps().size() - 1, PriorState.NOTHING, cancel));
    }

    /**
     * Takes back what the step in which a helper was killed may have left beside its device; if it was killed while it undid,
     * what that step of the undo left.
     */
    private Optional<Problem> tidyUp() {
        if (progress.isEmpty()) {
            return Optional.empty();
        }
        Optional<Problem> first = Optional.empty();
        for (int index : progress.get().toUndo()) {
            List<Action> cutOff = new ArrayList<>();
            if (leavesMore(index)) {
                cutOff.add(plan.steps().get(index).action());
            }
            if (progress.get().undoing() && plan.steps().get(index).undo() instanceof Undo.ByDoing(List<Step> back)) {
                back.stream().map(Step::action).forEach(cutOff::add);
            }
            for (Action action : cutOff) {
                Optional<Problem> left = runner.tidy(action, linksBefore());
                first = first.or(() -> left);
            }
        }
        return first;
    }

    /** Undoes what a change that was begun before has done. */
    void undoOnly() {
        if (isDeleted()) {
            result = ChangeResult.DONE;
            return;
        }
        tidyUp().ifPresent(undoFailures::add);
        undo();
    }

    private Optional<Problem> failed(Problem failure) {
        undo();
        return Optional.of(failure);
    }

    private static boolean canBeUndone(Step step, PriorState now) {
        return !(step.undo() instanceof Undo.ByDoing(List<Step> steps))
                || steps.stream().map(Step::action).allMatch(action -> switch (action) {
                    case Action.RestoreRanges restore -> now.ranges().isPresent();
                    case Action.RestoreBlocks restore -> now.blocks().isPresent();
                    default -> true;
                });
    }

    private StepContext context(int step, PriorState then, Cancel wish) {
        return new StepContext(
                linksBefore(),
                then,
                wish,
                (done, total, current) ->
                        events.accept(new ApplyEvent.StepProgress(number, step, done, total, current)));
    }

    private SortedMap<DeviceName, Reading<Driver>> linksBefore() {
        return progress.isPresent() ? linksUnswept() : bus.links();
    }

    /** What is bound now; a neighbour that was swept along counts as unbound, as it was. */
    private SortedMap<DeviceName, Reading<Driver>> linksUnswept() {
        SortedMap<DeviceName, Reading<Driver>> links = bus.links();
        atStart.idle().forEach(other -> links.computeIfPresent(other, (name, link) -> Reading.absent()));
        return links;
    }

    private Duration since(long startNanos) {
        return Duration.ofNanos(nanoClock.getAsLong() - startNanos);
    }

    /**
     * What came of a step.
     *
     * @param touched whether the kernel took any of its writes, so that there may be something to undo
     */
    private record Tried(boolean touched, Optional<Problem> failure, Message evidence) {}

    private Tried tryStep(Step step, StepContext context) {
        try {
            return doAndReadBack(step, context);
        } catch (Throwable e) {
            // A defect in Daxboard must not leave a host half changed: what this step may have done is undone too.
            return new Tried(true, Optional.of(Failures.defect(device, step, e)), Message.NONE);
        }
    }

    private Tried doAndReadBack(Step step, StepContext context) {
        Optional<Problem> notReady = step.precondition().flatMap(needed -> notReady(step, needed, context));
        if (notReady.isPresent()) {
            return new Tried(false, notReady, Message.NONE);
        }
        Performed performed = runner.perform(step.action(), context);
        if (performed.failure().isPresent()) {
            return new Tried(performed.touched(), performed.failure(), Message.NONE);
        }
        return switch (proofs.check(step.proof(), context.before(), context.found())) {
            case Checked.Broken broken ->
                new Tried(
                        performed.touched(),
                        Optional.of(Failures.notProved(device, step, broken, performed.log())),
                        Message.NONE);
            case Checked.NotKnown(Problem refusal) ->
                new Tried(performed.touched(), Optional.of(refusal), Message.NONE);
            case Checked.Holds(Message evidence) -> new Tried(performed.touched(), othersMoved(step), evidence);
        };
    }

    private Optional<Problem> notReady(Step step, Proof needed, StepContext context) {
        return switch (proofs.check(needed, context.before(), context.found())) {
            case Checked.Broken broken -> Optional.of(Failures.notReady(device, step, needed, broken.read()));
            case Checked.NotKnown(Problem refusal) -> Optional.of(refusal);
            case Checked.Holds holds -> Optional.empty();
        };
    }

    /** Whether a device that this change is not about has another driver than when it began. */
    private Optional<Problem> othersMoved(Step step) {
        SortedMap<DeviceName, Reading<Driver>> now = bus.links();
        Reading<List<DeviceName>> listed = bus.devices();
        if (listed.value().isEmpty() || linksAtStart.isEmpty()) {
            return Optional.of(Failures.othersUnknown(device, step, listed.message()));
        }
        return linksAtStart.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(device))
                .filter(entry -> now.containsKey(entry.getKey()))
                .filter(entry -> !entry.getValue().equals(now.get(entry.getKey())))
                .findFirst()
                .map(entry -> Failures.otherMoved(
                        step, entry.getKey(), entry.getValue(), now.getOrDefault(entry.getKey(), Reading.absent())));
    }

    private void undo() {
        boolean touched = !toUndo.isEmpty() || progress.isPresent();
        while (!toUndo.isEmpty()) {
            int index = toUndo.pollLast();
            List<Step> steps =
                    plan.steps().get(index).undo() instanceof Undo.ByDoing(List<Step> back) ? back : List.of();
            if (!steps.isEmpty() || leavesMore(index)) {
                undoSafely(index, steps);
            }
        }
        boolean asBefore = !touched || isAgainAsAtStart();
        result = asBefore && undoFailures.isEmpty() ? ChangeResult.UNDONE : ChangeResult.LEFT_CHANGED;
    }

    private boolean isAgainAsAtStart() {
        try {
            AtStart now = states.atStart(device);
            if (!atStart.isKnown() || !now.isKnown()) {
                undoFailures.add(Failures.notKnownToBeAsBefore(device));
            }
            return atStart.isAgain(now);
        } catch (Throwable e) {
            undoFailures.add(Failures.defect(device, e));
            return false;
        }
    }

    /** Whether a step that was cut off may have left something beside its device. */
    private boolean leavesMore(int index) {
        Action action = plan.steps().get(index).action();
        return !done.contains(index) && (action instanceof Action.BindOrRegister || action instanceof Action.Register);
    }

    private void undoSafely(int index, List<Step> steps) {
        long start = nanoClock.getAsLong();
        Optional<Problem> failure;
        try {
            failure = undoStep(index, steps, start);
        } catch (Throwable e) {
            failure = Optional.of(Failures.defect(device, plan.steps().get(index), e));
        }
        failure.ifPresent(refusal -> {
            undoFailures.add(refusal);
            events.accept(new ApplyEvent.UndoFailed(number, index, since(start), refusal));
        });
    }

    private Optional<Problem> undoStep(int index, List<Step> steps, long start) {
        journal.undoes(number, index);
        events.accept(new ApplyEvent.UndoStarted(number, index));
        Message evidence = Message.of("read.nothingLeft");
        StepContext first = context(index, found.getOrDefault(index, PriorState.NOTHING), Cancel.never());
        // What a helper that was killed left there was taken away before.
        Optional<Problem> untidy = leavesMore(index) && progress.isEmpty()
                ? runner.tidy(plan.steps().get(index).action(), linksUnswept())
                : Optional.empty();
        for (Step step : steps) {
            StepContext context = context(index, first.found(), Cancel.never());
            if (isTakenBack(step, context)) {
                evidence = Message.of("read.already", step.proof().message());
                continue;
            }
            Tried tried = tryStep(step, context);
            if (tried.failure().isPresent()) {
                return tried.failure();
            }
            evidence = tried.evidence();
        }
        if (untidy.isEmpty()) {
            journal.undid(number, index);
            events.accept(new ApplyEvent.StepUndone(number, index, since(start), evidence));
        }
        return untidy;
    }

    /**
     * Whether a step that undoes has nothing to do: it is so already, or what it would take back is not there. The journal of
     * a helper that was killed, or whose disk was full, may not know what that one had undone.
     */
    private boolean isTakenBack(Step step, StepContext context) {
        return isAlreadySo(step, context)
                || switch (step.action()) {
                    case Action.Unbind unbind -> isBoundToAnother(unbind.driver());
                    case Action.OfflineBlocks offline ->
                        isBoundToAnother(Driver.KMEM) && context.found().hasNoBlocks();
                    case Action.SetHotplugState set -> isPluggedAsFound(context);
                    case Action.SetSize size -> isMadeHere() && states.isGone(device);
                    default -> false;
                };
    }

    /** Whether all of the device's memory is there and as it was found: then it need not be plugged once more. */
    private boolean isPluggedAsFound(StepContext context) {
        return !context.found().hasNoBlocks()
                && proofs.check(new Proof.BlocksAsBefore(device), context.before(), context.found())
                        instanceof Checked.Holds;
    }

    private boolean isBoundToAnother(Driver driver) {
        return bus.driver(device).value().filter(now -> !now.equals(driver)).isPresent();
    }

    private boolean isMadeHere() {
        return plan.steps().getFirst().action() instanceof Action.CreateDevice;
    }

    /**
     * Whether there is nothing to take back: a write that the kernel took without effect left the device as it was.
     * Forgetting an id is done all the same, since whether one is listed can't be read.
     */
    private boolean isAlreadySo(Step step, StepContext context) {
        return !(step.action() instanceof Action.Forget)
                && !(step.action() instanceof Action.Register)
                && !(step.action() instanceof Action.CheckHolders)
                && proofs.check(step.proof(), context.before(), context.found()) instanceof Checked.Holds;
    }
}
