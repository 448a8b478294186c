// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.plan.Problem;
import io.github.daxboard.text.Message;
import java.time.Duration;

/**
 * What is told while a plan runs. Changes and steps are numbered from 0 as they stand in the plan; the steps that undo are
 * told by the step that they undo.
 */
public sealed interface ApplyEvent {
    record StepStarted(int change, int step) implements ApplyEvent {}

    /**
     * A step was done and read back.
     *
     * @param evidence what was read, one line
     */
    record StepVerified(int change, int step, Duration elapsed, Message evidence) implements ApplyEvent {}

    /**
     * A long step is on its way.
     *
     * @param done how many of its parts are done, memory blocks for one
     * @param total how many there are
     * @param current what is being done now, one line
     */
    record StepProgress(int change, int step, int done, int total, Message current) implements ApplyEvent {}

    record StepFailed(int change, int step, Duration elapsed, Problem refusal) implements ApplyEvent {}

    record UndoStarted(int change, int step) implements ApplyEvent {}

    /** What a step had done was taken back, and read back. */
    record StepUndone(int change, int step, Duration elapsed, Message evidence) implements ApplyEvent {}

    record UndoFailed(int change, int step, Duration elapsed, Problem refusal) implements ApplyEvent {}
}
