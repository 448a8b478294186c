// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Problem;
import java.util.Optional;

/**
 * Where a plan is written down as it is carried out, so that it can be finished or undone when who carries it out dies. What
 * is told to it is safe when the call returns; a refusal in its place means that it is not, and then nothing is done.
 */
public interface Journal {
    /** What a plan's picture is read through: with what is read the same plan can be made again. */
    KernelView observed(KernelView kernel);

    /** A plan begins. */
    Optional<Problem> begin(Order order, String digest);

    /**
     * A change's turn came.
     *
     * @param steps how many steps it has
     */
    Optional<Problem> turn(int change, int steps, AtStart before);

    /** A step is about to be done. */
    Optional<Problem> intends(int change, int step, PriorState found);

    /** It was done and read back. */
    void did(int change, int step);

    /** What a step did is about to be undone. It is undone even where this can't be written down. */
    void undoes(int change, int step);

    /** It was undone and read back, or it failed and left nothing behind. */
    void undid(int change, int step);

    /** The plan ended. */
    void end(Outcome outcome);

    /** Keeps nothing. */
    static Journal none() {
        return new NoJournal();
    }
}
