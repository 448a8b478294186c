// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Holder;
import io.github.daxboard.plan.Change.Onlining;
import io.github.daxboard.plan.KernelWrite;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.ui.theme.Look;
import java.util.List;
import java.util.Optional;

/**
 * All that the drawer shows, as a value. Equal pictures look the same, so the view redraws only when it changes.
 *
 * @param state the state
 * @param counts how many changes, steps and warnings; how far a run is
 * @param note what the admin should know now: nothing written, the host moved on
 * @param noteWarns whether the note is more than a reassurance
 * @param changes a row for each change
 * @param selected the change whose steps are shown
 * @param steps the steps of the selected change, before they run
 * @param tree the changes and their steps with what came of each; empty before they run
 * @param cards blockers, or what failed, each with what can be done about it here
 * @param stateNow what was read back at the end, a device a line
 * @param progress how far a run is
 * @param strip the memory blocks of the device at work
 * @param apply the text of the button
 * @param applyOff why the button is off; empty where it is on
 * @param stop the button that gives a run up; none where nothing runs
 * @param can what else can be done
 * @param ways how a plan that was left unfinished can be ended; none where there is none, or it is not shown
 */
public record PlanPicture(
        PlanState state,
        String counts,
        String note,
        boolean noteWarns,
        List<ChangeRow> changes,
        int selected,
        List<StepRow> steps,
        List<TreeRow> tree,
        List<Card> cards,
        List<Now> stateNow,
        Optional<Progress> progress,
        Optional<Strip> strip,
        String apply,
        Optional<String> applyOff,
        Optional<Stop> stop,
        Can can,
        Optional<Ways> ways) {
    public PlanPicture {
        changes = List.copyOf(changes);
        steps = List.copyOf(steps);
        tree = List.copyOf(tree);
        cards = List.copyOf(cards);
        stateNow = List.copyOf(stateNow);
    }

    /** Whether a plan runs or ran. */
    public boolean isRun() {
        return state.isUnderWay() || state.isOutcome();
    }

    /**
     * What can be done beside Apply.
     *
     * @param undo the queue's
     * @param redo the queue's
     * @param clear whether there is something to clear or to close
     * @param again whether a plan has ended and changes are left to plan again
     * @param save whether there is a plan to save
     * @param report whether there is a report to save
     * @param look whether the host can be asked again what became of a plan
     */
    public record Can(
            boolean undo, boolean redo, boolean clear, boolean again, boolean save, boolean report, boolean look) {}

    /**
     * The ways to end an unfinished plan.
     *
     * @param title of what plan
     * @param line how far it came
     * @param all a row each, those that are not possible among them
     * @param agree what must be agreed to before the chosen one is done, where that is so
     * @param agreed whether it was
     */
    public record Ways(String title, String line, List<Way> all, Optional<String> agree, boolean agreed) {
        public Ways {
            all = List.copyOf(all);
        }
    }

    /**
     * A way to end an unfinished plan.
     *
     * @param line what it does, or why it is not possible
     */
    public record Way(Recovery how, String title, String line, boolean possible, boolean chosen) {}

    /**
     * A queued change, or one that runs.
     *
     * @param onlining what becomes of the memory of a device that goes to system-ram; none for all else
     */
    public record ChangeRow(
            int number,
            Optional<DeviceName> device,
            Optional<Look> from,
            Look to,
            String title,
            String line,
            List<String> warnings,
            boolean blocked,
            Optional<Onlining> onlining,
            boolean canDrop,
            boolean canRise,
            boolean canSink) {
        public ChangeRow {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * A step before it runs.
     *
     * @param standing what is known of a step of an unfinished plan, where that is something
     */
    public record StepRow(
            int number,
            String what,
            List<KernelWrite> writes,
            String proof,
            String undo,
            Optional<StepState> standing) {
        public StepRow {
            writes = List.copyOf(writes);
        }
    }

    /** What a row of the tree is of. */
    public enum Rank {
        CHANGE,
        STEP,
        /** Over the steps that undo. */
        HEAD,
        UNDO
    }

    /**
     * A row of a run.
     *
     * @param rank of what
     * @param change its change, from 0
     * @param step its step, from 0; of a change, none
     * @param open whether a change shows its steps
     * @param detail what was read, or how far it is
     */
    public record TreeRow(
            Rank rank,
            int change,
            int step,
            boolean open,
            StepState state,
            String title,
            String detail,
            String word,
            String time) {}

    /**
     * A refusal with what can be done about it here.
     *
     * @param confirm the device whose name must be typed
     * @param holders who is in the way
     * @param again whether planning again may help
     */
    public record Card(Problem refusal, Optional<DeviceName> confirm, List<Holder> holders, boolean again) {
        public Card {
            holders = List.copyOf(holders);
        }
    }

    /** A device as read back at the end. */
    public record Now(DeviceName device, String words) {}

    /** How far a run is, 0 to 1, and in words. */
    public record Progress(double share, String words) {}

    /** The button that gives a run up, and why it is off or what it does. */
    public record Stop(boolean enabled, String why) {}

    /** How a memory block is drawn. */
    public enum Block {
        ONLINE,
        OFFLINE,
        AT_WORK,
        FAILED
    }

    /** The memory blocks of a device, by address. */
    public record Strip(String title, String range, List<Block> blocks, String words) {
        public Strip {
            blocks = List.copyOf(blocks);
        }
    }
}
