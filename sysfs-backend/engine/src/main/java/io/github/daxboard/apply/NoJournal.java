// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Problem;
import java.util.Optional;

/** Keeps nothing: for a kernel that ends with the process that changes it. */
class NoJournal implements Journal {
    @Override
    public KernelView observed(KernelView kernel) {
        return kernel;
    }

    @Override
    public Optional<Problem> begin(Order order, String digest) {
        return Optional.empty();
    }

    @Override
    public Optional<Problem> turn(int change, int steps, AtStart before) {
        return Optional.empty();
    }

    @Override
    public Optional<Problem> intends(int change, int step, PriorState found) {
        return Optional.empty();
    }

    @Override
    public void did(int change, int step) {}

    @Override
    public void undoes(int change, int step) {}

    @Override
    public void undid(int change, int step) {}

    @Override
    public void end(Outcome outcome) {}
}
