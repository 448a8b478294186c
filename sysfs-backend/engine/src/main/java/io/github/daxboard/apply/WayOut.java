// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.apply.Unfinished.Left;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.plan.Action;
import io.github.daxboard.plan.Step;
import io.github.daxboard.plan.Undo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One way to end an unfinished plan, as a plan: its steps in the order in which they are done, those that need not be done
 * again among them.
 *
 * @param how which way
 * @param parts its steps; none where it writes nothing
 */
public record WayOut(Recovery how, List<Part> parts) {
    public WayOut {
        parts = List.copyOf(parts);
    }

    /**
     * What is done about one step of the plan.
     *
     * @param change the number of its change, from 0
     * @param number its number in its change, from 0
     * @param standing what is known of it
     * @param steps what is done: the step itself, or the steps that undo it, in order
     */
    public record Part(int change, int number, Standing standing, List<Step> steps) {
        public Part {
            steps = List.copyOf(steps);
        }

        /** Whether something is done about it. */
        public boolean remains() {
            return standing == Standing.TO_DO || standing == Standing.BEGUN;
        }
    }

    /** What is known of a step of the plan, by its journal. */
    public enum Standing {
        /** Done or undone, and read back: it is not touched again. */
        SETTLED,
        /** It was begun, and may have written or not: it is read first, and done where that is not so already. */
        BEGUN,
        /** It is done when its turn comes. */
        TO_DO
    }

    /** The steps of a way to end a plan. Whether that way is offered is for {@link Unfinished#offers()}. */
    public static WayOut of(Recovery how, Left left) {
        return new WayOut(
                how,
                switch (how) {
                    case FINISH -> finish(left);
                    case UNDO -> undo(left);
                    case FORGET -> List.of();
                });
    }

    /** How many steps something is done about. */
    public long remaining() {
        return parts.stream().filter(Part::remains).count();
    }

    private static List<Part> finish(Left left) {
        List<Part> parts = new ArrayList<>();
        HowFar far = left.howFar();
        for (int change = 0; change < left.plan().changes().size(); change++) {
            List<Step> steps = left.plan().changes().get(change).steps();
            boolean takes = stillTakes(steps, far.done());
            for (int number = 0; number < steps.size(); number++) {
                Step step = steps.get(number);
                parts.add(new Part(change, number, toFinish(far, change, number, step, takes), List.of(step)));
            }
        }
        return parts;
    }

    /**
     * Whether a step that was not done takes the device from its users. Then they are looked for again, since the last look may
     * be long ago; where nothing is taken any more, those that use what the plan made do not matter.
     */
    static boolean stillTakes(List<Step> steps, Set<Integer> done) {
        return IntStream.range(0, steps.size())
                .filter(number -> !done.contains(number))
                .anyMatch(number -> steps.get(number).action().takesFromUsers());
    }

    private static Standing toFinish(HowFar far, int change, int number, Step step, boolean takes) {
        if (change != far.change()) {
            return change < far.change() ? Standing.SETTLED : Standing.TO_DO;
        }
        if (far.done().contains(number) && !(step.action() instanceof Action.CheckHolders && takes)) {
            return Standing.SETTLED;
        }
        return far.begun().contains(number) && !far.done().contains(number) ? Standing.BEGUN : Standing.TO_DO;
    }

    private static List<Part> undo(Left left) {
        List<Part> parts = new ArrayList<>();
        HowFar far = left.howFar();
        List<Step> steps = left.plan().changes().get(far.change()).steps();
        for (int number = steps.size() - 1; number >= 0; number--) {
            if (far.begun().contains(number) && steps.get(number).undo() instanceof Undo.ByDoing(List<Step> back)) {
                Standing standing = far.undone().contains(number)
                        ? Standing.SETTLED
                        : far.done().contains(number) ? Standing.TO_DO : Standing.BEGUN;
                parts.add(new Part(far.change(), number, standing, back));
            }
        }
        return parts;
    }
}
