// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.helper.GuardedApply.Places;
import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.protocol.Answer;
import io.github.daxboard.protocol.Answer.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows the plans of the past to who may look at the host; writes nothing. */
final class PastPlans {
    private final PrivateFiles files = new PrivateFiles();
    private final KernelView kernel;
    private final Places places;
    private final Journals journals;

    PastPlans(KernelView kernel, Places places) {
        this.kernel = kernel;
        this.places = places;
        this.journals = new Journals(files, places.journal());
    }

    /** Those that ended, newest first. */
    List<PastPlan> ended() throws RefusedException {
        return journals.past();
    }

    /** The one that did not end; none while a helper carries one out. */
    Optional<Unfinished> unfinished() throws RefusedException {
        if (files.isLocked(places.lock())) {
            return Optional.empty();
        }
        return journals.unfinished().map(plan -> plan.unfinished(boot()));
    }

    /** What is answered when it is asked whether every plan has ended. */
    List<Answer> pending() throws RefusedException {
        if (files.isLocked(places.lock())) {
            return List.of(new Answer.AtWork());
        }
        Optional<PlanJournal> found = journals.unfinished();
        if (found.isEmpty()) {
            return List.of(new Answer.AllEnded());
        }
        Unfinished plan = found.get().unfinished(boot());
        List<Answer> answers = new ArrayList<>();
        answers.add(new Answer.Pending(
                plan, plan.left().map(left -> new Origin(left.plan().digest(), left.howFar()))));
        if (plan.left().isPresent()) {
            answers.addAll(found.get().tree());
        }
        return answers;
    }

    private String boot() {
        return BootId.of(kernel);
    }
}
