// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a check of a change on a device comes to: what stops it, or how it is done. */
record Draft(Message consequence, List<Step> steps, List<Warning> warnings, List<Problem> blockers) {

    static Draft nothingToDo(Message why) {
        return new Draft(why, List.of(), List.of(), List.of());
    }

    static Draft blocked(Problem... why) {
        return new Draft(Message.NONE, List.of(), List.of(), List.of(why));
    }

    /** Blocked where anything blocks; the way to do it is asked for only where nothing does. */
    static Draft unless(List<Problem> blockers, Supplier<Draft> otherwise) {
        return blockers.isEmpty() ? otherwise.get() : new Draft(Message.NONE, List.of(), List.of(), blockers);
    }

    @SafeVarargs
    static <T> List<T> those(Optional<? extends T>... found) {
        List<T> list = new ArrayList<>();
        for (Optional<? extends T> one : found) {
            one.ifPresent(list::add);
        }
        return list;
    }
}
