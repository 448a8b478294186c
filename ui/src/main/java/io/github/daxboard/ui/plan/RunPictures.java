// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.plan.Step;
import io.github.daxboard.plan.Undo;
import io.github.daxboard.ui.plan.PlanPicture.Block;
import io.github.daxboard.ui.plan.PlanPicture.Can;
import io.github.daxboard.ui.plan.PlanPicture.Card;
import io.github.daxboard.ui.plan.PlanPicture.Now;
import io.github.daxboard.ui.plan.PlanPicture.Progress;
import io.github.daxboard.ui.plan.PlanPicture.Rank;
import io.github.daxboard.ui.plan.PlanPicture.Stop;
import io.github.daxboard.ui.plan.PlanPicture.Strip;
import io.github.daxboard.ui.plan.PlanPicture.TreeRow;
import io.github.daxboard.ui.words.LeftOut;
import io.github.daxboard.ui.words.WindowTexts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** From a plan that runs or ran to what the drawer shows. Pure. */
final class RunPictures {
    private final Run run;
    private final Plan plan;
    private final Set<Integer> turned;
    private final boolean stopping;
    private final boolean mayAsk;
    private final Optional<String> since;

    /**
     * @param turned the changes whose steps are shown or hidden against their habit
     * @param stopping whether Stop was asked for
     * @param mayAsk whether somebody may be asked for a password before the first step
     * @param since of a run whose helper's answers ended: what the host says of it since, in words
     */
    RunPictures(Run run, Set<Integer> turned, boolean stopping, boolean mayAsk, Optional<String> since) {
        this.run = run;
        this.plan = run.plan();
        this.turned = turned;
        this.stopping = stopping;
        this.mayAsk = mayAsk;
        this.since = since;
    }

    PlanPicture draw(ChangeQueue queue) {
        boolean running = run.isRunning();
        return new PlanPicture(
                run.state(),
                counts(),
                note(),
                run.state() == PlanState.LEFT_CHANGED || run.state() == PlanState.UNKNOWN,
                List.of(),
                0,
                List.of(),
                tree(),
                cards(),
                stateNow(),
                running ? Optional.of(progress()) : Optional.empty(),
                strip(),
                WindowTexts.count("plan.apply", Math.max(1, plan.changes().size())),
                Optional.of(WindowTexts.text("plan.off.running")),
                running ? Optional.of(stop()) : Optional.empty(),
                new Can(
                        false,
                        false,
                        !running,
                        !running && !queue.isEmpty(),
                        false,
                        !running,
                        run.state() == PlanState.UNKNOWN),
                Optional.empty());
    }

    private String counts() {
        int changes = plan.changes().size();
        if (run.state() == PlanState.STARTING) {
            return WindowTexts.text(mayAsk ? "plan.starting.asks" : "plan.starting");
        }
        if (run.state() == PlanState.FORGOTTEN) {
            return "";
        }
        if (run.isRunning()) {
            return WindowTexts.text(
                    run.isUndoing() ? "plan.undoing" : "plan.running", run.currentChange() + 1, changes);
        }
        long done = run.outcome().map(Outcome::changes).orElse(List.of()).stream()
                .filter(result -> result == Outcome.ChangeResult.DONE)
                .count();
        return run.outcome().isEmpty()
                ? ""
                : WindowTexts.text("plan.done-of", done, WindowTexts.count("changes", changes));
    }

    private String note() {
        String note = switch (run.state()) {
            case STARTING, RUNNING -> running();
            case DONE -> WindowTexts.text("plan.note.done");
            case FAILED_UNDONE -> WindowTexts.text("plan.note.failed-undone");
            case STOPPED -> WindowTexts.text("plan.note.stopped");
            case LEFT_CHANGED -> WindowTexts.text("plan.note.left-changed");
            case UNDONE -> WindowTexts.text("plan.note.undone");
            case FORGOTTEN -> WindowTexts.text("plan.note.forgotten");
            default -> since.orElseGet(() -> WindowTexts.text("plan.note.unknown"));
        };
        return run.isLearned() ? WindowTexts.text("plan.note.learned") + " " + note : note;
    }

    private String running() {
        if (run.recovery().isPresent() && run.isUndoing()) {
            return WindowTexts.text("plan.note.taking-back");
        }
        return WindowTexts.text(run.isUndoing() ? "plan.note.undoing" : "plan.note.running");
    }

    private Stop stop() {
        if (run.isUndoing()) {
            return new Stop(false, WindowTexts.text("plan.stop.undoing"));
        }
        if (stopping) {
            return new Stop(false, WindowTexts.text("plan.stop.asked"));
        }
        return new Stop(true, WindowTexts.text(run.hasBegun() ? "plan.stop.what" : "plan.stop.starting"));
    }

    private Progress progress() {
        if (run.progress().isPresent()) {
            Run.Progress far = run.progress().get();
            return new Progress(
                    far.share(),
                    WindowTexts.text(
                            run.isUndoing() ? "plan.progress.back" : "plan.progress.blocks", far.done(), far.total()));
        }
        if (run.recovery().isPresent() && run.isUndoing()) {
            return takenBack();
        }
        int total = plan.stepCount();
        long done = run.steps().values().stream()
                .filter(told -> told.state() == StepState.VERIFIED)
                .count();
        return new Progress(
                total == 0 ? 0 : (double) done / total, WindowTexts.text("plan.progress.steps", done, total));
    }

    private Progress takenBack() {
        List<TreeRow> undos =
                tree().stream().filter(row -> row.rank() == Rank.UNDO).toList();
        long done =
                undos.stream().filter(row -> row.state() == StepState.UNDONE).count();
        return new Progress(
                undos.isEmpty() ? 0 : (double) done / undos.size(),
                WindowTexts.text("plan.progress.steps-back", done, undos.size()));
    }

    private List<Card> cards() {
        // That it was interrupted, or given up, is what was asked to be ended: it is no failure of this run.
        boolean asAsked = run.state() == PlanState.UNDONE || run.state() == PlanState.FORGOTTEN;
        return Stream.of(
                        run.outcome().filter(one -> !asAsked).flatMap(Outcome::failure).stream(),
                        run.outcome().map(Outcome::undoFailures).orElse(List.of()).stream(),
                        run.broken().filter(why -> run.outcome().isEmpty()).stream())
                .flatMap(each -> each)
                .map((Problem refusal) ->
                        PlanPictures.card(refusal, run.after().or(() -> Optional.of(run.before())), plan))
                .toList();
    }

    private List<Now> stateNow() {
        return run.outcome().map(Outcome::stateNow).orElse(List.<DeviceState>of()).stream()
                .map(state -> new Now(state.device(), words(state)))
                .toList();
    }

    private static String words(DeviceState state) {
        List<String> words = new ArrayList<>();
        words.add(state.modeWord());
        state.size().map(Sizes::words).ifPresent(words::add);
        state.blocks()
                .map(blocks -> WindowTexts.text("board.badge.online", blocks.online(), blocks.total()))
                .ifPresent(words::add);
        if (state.isRam()) {
            LeftOut.words(state.leftOut()).ifPresent(words::add);
        }
        if (state.pinned()) {
            words.add(WindowTexts.text("board.badge.pinned"));
        }
        return String.join(", ", words);
    }

    private List<TreeRow> tree() {
        List<TreeRow> rows = new ArrayList<>();
        for (int i = 0; i < plan.changes().size(); i++) {
            boolean open = isHabit(i) != turned.contains(i);
            rows.add(changeRow(i, open));
            if (open) {
                addSteps(rows, i);
            }
        }
        return rows;
    }

    /** What is at work and what did not come off is open; what is done or waits is one line, unless it is alone. */
    private boolean isHabit(int change) {
        StepState state = run.stateOf(change);
        return plan.changes().size() == 1
                || (change == 0 && run.state() == PlanState.STARTING)
                || state.isAtWork()
                || state == StepState.UNDONE
                || state == StepState.UNDO_FAILED
                || state == StepState.UNKNOWN
                || state == StepState.FAILED;
    }

    private TreeRow changeRow(int index, boolean open) {
        ChangePlan change = plan.changes().get(index);
        StepState state = run.stateOf(index);
        long verified = run.count(index, StepState.VERIFIED);
        int steps = change.steps().size();
        String detail = switch (state) {
            case VERIFIED, RUNNING -> WindowTexts.text("plan.of-steps", verified, WindowTexts.count("steps", steps));
            case UNDOING, UNDONE, UNDO_FAILED ->
                WindowTexts.text(
                        run.recovery().isPresent() ? "plan.ended-at" : "plan.failed-at", failedStep(index) + 1, steps);
            case UNKNOWN -> WindowTexts.text("plan.told-of-steps", verified, WindowTexts.count("steps", steps));
            case NOT_STARTED -> run.recovery().isPresent() ? "" : WindowTexts.text("plan.stops-at-first");
            default -> "";
        };
        return new TreeRow(
                Rank.CHANGE,
                index,
                -1,
                open,
                state,
                (index + 1) + "  " + PlanPictures.title(change),
                detail,
                state.word(),
                time(run.took(index)));
    }

    private int failedStep(int change) {
        return run.steps().entrySet().stream()
                .filter(entry -> entry.getKey().change() == change
                        && (entry.getValue().state() == StepState.FAILED
                                || entry.getValue().state() == StepState.INTERRUPTED))
                .mapToInt(entry -> entry.getKey().step())
                .findFirst()
                .orElse((int) run.count(change, StepState.VERIFIED));
    }

    private void addSteps(List<TreeRow> rows, int index) {
        List<Step> steps = plan.changes().get(index).steps();
        for (int i = 0; i < steps.size(); i++) {
            Run.Told told = run.told(index, i);
            rows.add(new TreeRow(
                    Rank.STEP,
                    index,
                    i,
                    false,
                    told.state(),
                    WindowTexts.say(steps.get(i).action().message()),
                    far(index, i).orElse(told.evidence()),
                    told.state().word(),
                    told.elapsed().map(RunPictures::time).orElse("")));
        }
        boolean takenBack = run.recovery().isPresent() && run.isUndoing() && index == run.currentChange();
        if (takenBack || run.undos().keySet().stream().anyMatch(key -> key.change() == index)) {
            addUndos(rows, index, steps);
        }
    }

    private Optional<String> far(int change, int step) {
        return run.progress()
                .filter(far -> far.change() == change && far.step() == step && !run.isUndoing())
                .map(far -> WindowTexts.text("plan.far", far.done(), far.total(), far.current()));
    }

    private void addUndos(List<TreeRow> rows, int index, List<Step> steps) {
        rows.add(new TreeRow(
                Rank.HEAD, index, -1, false, StepState.WAITING, WindowTexts.text("plan.undo-head"), "", "", ""));
        for (int i = steps.size() - 1; i >= 0; i--) {
            StepState before = run.told(index, i).state();
            boolean done = before == StepState.VERIFIED
                    || before == StepState.INTERRUPTED
                    || run.undos().containsKey(new Run.Key(index, i));
            if (done && steps.get(i).undo() instanceof Undo.ByDoing undo) {
                Run.Told told = run.toldUndo(index, i);
                rows.add(new TreeRow(
                        Rank.UNDO,
                        index,
                        i,
                        false,
                        told.state(),
                        WindowTexts.say(undo.message()),
                        told.evidence(),
                        told.state().word(),
                        told.elapsed().map(RunPictures::time).orElse("")));
            }
        }
    }

    private static String time(Duration elapsed) {
        return elapsed.isZero() ? "" : String.format(Locale.ROOT, "%.2f s", elapsed.toMillis() / 1000.0);
    }

    /** The blocks of the device at work, where memory went on or off. */
    private Optional<Strip> strip() {
        // What became of the blocks since the last answer is not known.
        if (run.blocks().isEmpty() || run.broken().isPresent() || plan.changes().isEmpty()) {
            return Optional.empty();
        }
        ChangePlan change = plan.changes().get(run.currentChange());
        Optional<Device> device = change.device().flatMap(run.before()::device);
        return device.map(one -> strip(one, change));
    }

    private Strip strip(Device device, ChangePlan change) {
        Map<Long, Block> blocks = new TreeMap<>();
        for (MemoryBlock block : run.before().memory().of(device)) {
            blocks.put(block.index(), block.isOnline() ? Block.ONLINE : Block.OFFLINE);
        }
        Block end = goesOffline(change) ? Block.OFFLINE : Block.ONLINE;
        Block back = end == Block.OFFLINE ? Block.ONLINE : Block.OFFLINE;
        run.blocks()
                .forEach((index, touch) -> blocks.put(
                        index,
                        switch (touch) {
                            case AT_WORK -> Block.AT_WORK;
                            case DONE -> end;
                            case FAILED -> Block.FAILED;
                            case BACK -> back;
                        }));
        long online =
                blocks.values().stream().filter(block -> block != Block.OFFLINE).count();
        long first = blocks.keySet().stream().findFirst().orElse(0L);
        long last = blocks.keySet().stream().reduce((one, next) -> next).orElse(0L);
        String size =
                run.before().memory().blockSize().value().map(Sizes::words).orElse("?");
        DeviceName name = device.name();
        return new Strip(
                WindowTexts.text("plan.strip", name),
                WindowTexts.text("plan.strip.range", first, last, size),
                List.copyOf(blocks.values()),
                WindowTexts.text("plan.strip.words", name, online, blocks.size()));
    }

    private static boolean goesOffline(ChangePlan change) {
        return switch (change.change()) {
            case Change.Online online -> false;
            case Change.SwitchMode request ->
                request.onlining().zone().isEmpty() || request.to() != io.github.daxboard.model.Mode.SYSTEM_RAM;
            default -> true;
        };
    }
}
