// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.apply.AtStart;
import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.Progress;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.apply.Unfinished.Left;
import io.github.daxboard.apply.Unfinished.Limit;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.model.HostName;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.protocol.Answer;
import io.github.daxboard.protocol.BadMessage;
import io.github.daxboard.protocol.JournalCodec;
import io.github.daxboard.protocol.JournalLine;
import io.github.daxboard.protocol.ReplayedView;
import io.github.daxboard.protocol.TreeParts;
import io.github.daxboard.sysfs.SnapshotReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One plan's journal, as it was read. */
final class PlanJournal {
    private final long number;
    private final JournalLine.Begin begin;
    private final List<JournalLine> lines;

    private PlanJournal(long number, JournalLine.Begin begin, List<JournalLine> lines) {
        this.number = number;
        this.begin = begin;
        this.lines = lines;
    }

    /**
     * Reads a journal. A last line without its end is none: who wrote it was killed before it counted.
     *
     * @param wanted whether the tree is, which only a recovery needs
     */
    static PlanJournal parse(long number, String text, boolean wanted) throws BadMessage {
        JournalCodec codec = new JournalCodec();
        List<JournalLine> lines = new ArrayList<>();
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            String line = text.substring(from, end);
            from = end + 1;
            if (wanted || isNoTree(line)) {
                lines.add(codec.parse(line));
            }
        }
        if (lines.isEmpty() || !(lines.getFirst() instanceof JournalLine.Begin begin)) {
            throw new BadMessage("it does not begin with a plan");
        }
        return new PlanJournal(number, begin, lines);
    }

    private static boolean isNoTree(String line) {
        return line.startsWith("{\"v\":2,\"is\":\"plan-")
                || line.startsWith("{\"v\":2,\"is\":\"turn\"")
                || line.startsWith("{\"v\":2,\"is\":\"intends\"");
    }

    JournalLine.Begin begin() {
        return begin;
    }

    private Optional<JournalLine.End> end() {
        return lines.getLast() instanceof JournalLine.End end ? Optional.of(end) : Optional.empty();
    }

    /** Whether something may have been written and its plan did not end. */
    boolean isUnfinished() {
        return end().isEmpty() && lines.stream().anyMatch(JournalLine.Intends.class::isInstance);
    }

    /** The plan, when it has ended. */
    Optional<PastPlan> past() {
        List<Optional<DeviceState>> before =
                new ArrayList<>(Collections.nCopies(begin.order().changes().size(), Optional.empty()));
        for (JournalLine line : lines) {
            if (line instanceof JournalLine.Turn(int change, AtStart atStart) && change < before.size()) {
                before.set(change, Optional.of(atStart.device()));
            }
        }
        return end().map(end ->
                new PastPlan(number, begin.time(), end.time(), begin.who(), begin.order(), end.outcome(), before));
    }

    /** How far it came. */
    Optional<Progress> progress() {
        Optional<Progress.Maker> maker = Optional.empty();
        for (JournalLine line : lines) {
            switch (line) {
                case JournalLine.Turn(int change, AtStart before) ->
                    maker = Optional.of(new Progress.Maker(change, before));
                case JournalLine.Intends(int change, int step, var found) ->
                    maker.ifPresent(one -> one.intends(step, found));
                case JournalLine.Did(int change, int step) -> maker.ifPresent(one -> one.did(step));
                case JournalLine.Undoes undoes -> maker.ifPresent(Progress.Maker::undoes);
                case JournalLine.Undid(int change, int step) -> maker.ifPresent(one -> one.undid(step));
                case JournalLine.Begin begins -> {}
                case JournalLine.Tree tree -> {}
                case JournalLine.End end -> {}
            }
        }
        return maker.map(Progress.Maker::made);
    }

    /** The plan that was confirmed, made again from the tree; none where this program makes another one from it. */
    Optional<Plan> plan() {
        TreeParts parts = new TreeParts();
        try {
            for (JournalLine line : lines) {
                if (line instanceof JournalLine.Tree(Answer.Part part)) {
                    parts.add(part);
                } else if (line instanceof JournalLine.Tree(Answer.TreeEnd end)) {
                    var tree = parts.end(end);
                    var then = SnapshotReader.read(new ReplayedView(tree), new HostName("this host"), tree.taken());
                    Plan plan = Planner.plan(then, begin.order());
                    return plan.digest().equals(begin.digest()) ? Optional.of(plan) : Optional.empty();
                }
            }
        } catch (BadMessage e) {
            // Then it can't be made again.
        }
        return Optional.empty();
    }

    /** The plan as it is told to the one who decides about it. */
    Unfinished unfinished(String boot) {
        Optional<Plan> plan = plan();
        Optional<Progress> progress = progress();
        List<String> told = new ArrayList<>();
        begin.order().changes().stream().map(Change::describe).forEach(told::add);
        Set<Recovery> offers = EnumSet.of(Recovery.FORGET);
        Optional<Limit> limit = limit(boot, plan.isPresent() && progress.isPresent(), progress);
        if (plan.isPresent() && progress.isPresent()) {
            told.add(howFar(plan.get(), progress.get()));
        }
        if (limit.isEmpty()) {
            offers.addAll(EnumSet.of(Recovery.UNDO, Recovery.FINISH));
        }
        limit.ifPresent(why -> {
            switch (why) {
                case UNDOING -> offers.add(Recovery.UNDO);
                case RESTARTED ->
                    told.add("The machine was restarted since: what the devices are now has nothing to do with it any"
                            + " more.");
                case OTHER_VERSION ->
                    told.add("Another version of Daxboard began it: this one would carry it out in another way.");
            }
        });
        Unfinished found =
                new Unfinished(begin.time(), begin.who(), begin.order(), told, offers, limit, Optional.empty());
        return plan.flatMap(made -> progress.map(far -> found.with(new Left(made, far.howFar()))))
                .orElse(found);
    }

    private Optional<Limit> limit(String boot, boolean known, Optional<Progress> progress) {
        if (!begin.boot().equals(boot)) {
            return Optional.of(Limit.RESTARTED);
        }
        if (!known) {
            return Optional.of(Limit.OTHER_VERSION);
        }
        return progress.filter(Progress::undoing).map(far -> Limit.UNDOING);
    }

    /** The tree that the plan was made from, as it was written down. */
    List<Answer> tree() {
        return lines.stream()
                .filter(JournalLine.Tree.class::isInstance)
                .map(line -> ((JournalLine.Tree) line).part())
                .toList();
    }

    private static String howFar(Plan plan, Progress progress) {
        ChangePlan change = plan.changes().get(progress.change());
        int begun =
                progress.found().keySet().stream().mapToInt(step -> step).max().orElse(0);
        String step = change.steps()
                .get(Math.min(begun, change.steps().size() - 1))
                .action()
                .describe();
        String what = progress.undoing() ? "While it was undone, it" : "It";
        return what + " ended at change " + (progress.change() + 1) + " of "
                + plan.changes().size() + ", step " + (begun + 1) + " of "
                + change.steps().size() + ": " + step + ".";
    }
}
