// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.plan.KernelWrite;
import io.github.daxboard.plan.Refusal;
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
 * @param steps the steps of the selected change
 * @param running whether the step table has what came of each step in place of what will
 * @param refusals cards: blockers, or what failed
 * @param stateNow what was read back at the end
 * @param apply the text of the button
 * @param applyOff why the button is off; empty where it is on
 * @param canUndo whether the queue has something to undo
 * @param canRedo whether the queue has something to redo
 * @param canClear whether there is something to clear
 * @param canPlanAgain whether a plan has ended and changes are left to plan again
 */
public record PlanPicture(
        PlanState state,
        String counts,
        String note,
        boolean noteWarns,
        List<ChangeRow> changes,
        int selected,
        List<StepRow> steps,
        boolean running,
        List<Refusal> refusals,
        List<DeviceState> stateNow,
        String apply,
        Optional<String> applyOff,
        boolean canUndo,
        boolean canRedo,
        boolean canClear,
        boolean canPlanAgain) {

    /** A queued change, or one that runs. */
    public record ChangeRow(
            int number,
            DeviceName device,
            Optional<Look> from,
            Look to,
            String title,
            String line,
            List<String> warnings,
            boolean blocked,
            StepState state,
            boolean canDrop) {}

    /** A step. */
    public record StepRow(
            int number,
            String what,
            List<KernelWrite> writes,
            String proof,
            String undo,
            StepState state,
            String said,
            String time) {}
}
