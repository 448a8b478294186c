// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.apply.AtStart;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.ChangeResult;
import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.PlanProgress;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.apply.Unfinished.Left;
import io.github.daxboard.apply.Unfinished.Limit;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.model.HostName;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.protocol.Answer;
import io.github.daxboard.protocol.BadMessage;
import io.github.daxboard.protocol.JournalCodec;
import io.github.daxboard.protocol.JournalLine;
import io.github.daxboard.protocol.ReplayedView;
import io.github.daxboard.protocol.TreeParts;
import io.github.daxboard.sysfs.SnapshotReader;
import io.github.daxboard.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One plan's journal, as it was read. */
final class PlanJournal {
    /** Every line begins so. Within a line it can't stand, since a quotation mark is escaped there. */
    private static final String START = "{\"v\":2,\"is\":\"";

    private static final List<String> NO_TREE = List.of("plan-", "turn\"", "intends\"", "did\"", "undoes\"", "undid\"");
    private static final int MOST_DAMAGE = 10;

    private final long number;
    private final Optional<Verdict> named;
    private final Optional<JournalLine.Begin> begin;
    private final List<JournalLine> lines;
    private final List<Message> damage;
    private final Instant modified;

    private PlanJournal(
            long number,
            Optional<Verdict> named,
            Optional<JournalLine.Begin> begin,
            List<JournalLine> lines,
            List<Message> damage,
            Instant modified) {
        this.number = number;
        this.named = named;
        this.begin = begin;
        this.lines = lines;
        this.damage = damage;
        this.modified = modified;
    }

    /** A journal of which nothing could be read. */
    static PlanJournal unreadable(long number, Optional<Verdict> named, Instant modified, Message why) {
        return new PlanJournal(number, named, Optional.empty(), List.of(), List.of(why), modified);
    }

    /** Reads a journal from its text. */
    static PlanJournal parse(long number, String text, boolean wanted) {
        Maker maker = new Maker(number, Optional.empty(), wanted);
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            maker.take(text.substring(from, end), true);
            from = end + 1;
        }
        if (from < text.length()) {
            maker.take(text.substring(from), false);
        }
        return maker.made(Instant.EPOCH);
    }

    /**
     * Puts a journal together from its lines. One that was not written whole does not count, and does not keep the others
     * from being read: who wrote it was killed, or the disk was full, and then what it says was not done.
     */
    static final class Maker {
        private final JournalCodec codec = new JournalCodec();
        private final List<JournalLine> lines = new ArrayList<>();
        private final List<Message> damage = new ArrayList<>();
        private final long number;
        private final Optional<Verdict> named;
        private final boolean withTree;

        /**
         * For a journal.
         *
         * @param named how its plan ended, where its file's name says so
         * @param withTree whether the tree is wanted, which only a recovery needs
         */
        Maker(long number, Optional<Verdict> named, boolean withTree) {
            this.number = number;
            this.named = named;
            this.withTree = withTree;
        }

        /** The next line, or what is at the end without an end of line. */
        void take(String text, boolean whole) {
            int from = 0;
            // A line that was cut off may have the next one right behind it.
            for (int next = text.indexOf(START, 1); next >= 0; next = text.indexOf(START, from + 1)) {
                takeOne(text.substring(from, next), false);
                from = next;
            }
            takeOne(text.substring(from), whole);
        }

        private void takeOne(String line, boolean whole) {
            boolean torn = line.startsWith(START) || START.startsWith(line);
            if (!line.chars().allMatch(c -> c >= ' ' && c <= '~') || !torn) {
                damaged(Message.of("helper.damage.line"));
                return;
            }
            if (!whole || !(withTree || isNoTree(line))) {
                return;
            }
            try {
                lines.add(codec.parse(line));
            } catch (BadMessage | IllegalArgumentException e) {
                // Written in part, and then the disk had room again.
            }
        }

        private void damaged(Message why) {
            if (damage.size() < MOST_DAMAGE && !damage.contains(why)) {
                damage.add(why);
            }
        }

        PlanJournal made(Instant modified) {
            Optional<JournalLine.Begin> begin = lines.stream()
                    .findFirst()
                    .filter(JournalLine.Begin.class::isInstance)
                    .map(JournalLine.Begin.class::cast);
            return new PlanJournal(number, named, begin, lines, damage, modified);
        }
    }

    private static boolean isNoTree(String line) {
        return NO_TREE.stream().anyMatch(word -> line.startsWith(word, START.length()));
    }

    long number() {
        return number;
    }

    /** The plan's beginning; none where it can't be read. */
    Optional<JournalLine.Begin> begin() {
        return begin;
    }

    /** What is wrong with the file, a line each. */
    List<Message> damage() {
        return damage;
    }

    private Optional<JournalLine.End> end() {
        return !lines.isEmpty() && lines.getLast() instanceof JournalLine.End end ? Optional.of(end) : Optional.empty();
    }

    /** Whether something may have been written and its plan did not end. */
    boolean isUnfinished() {
        if (named.isPresent() || end().isPresent() || isAllDone()) {
            return false;
        }
        return !damage.isEmpty() || lines.stream().anyMatch(JournalLine.Intends.class::isInstance);
    }

    /** Whether each step of each change was done and read back, so that nothing but the end itself is missing. */
    private boolean isAllDone() {
        if (begin.isEmpty() || !damage.isEmpty()) {
            return false;
        }
        Optional<Integer> steps = Optional.empty();
        for (JournalLine line : lines) {
            if (line instanceof JournalLine.Turn(int change, Optional<Integer> count, AtStart before)) {
                steps = change == begin.get().order().changes().size() - 1 ? count : Optional.empty();
            }
        }
        Set<Integer> all = IntStream.range(0, steps.orElse(0)).boxed().collect(Collectors.toSet());
        return !all.isEmpty()
                && progress()
                        .filter(one -> !one.undoing() && one.done().containsAll(all))
                        .isPresent();
    }

    /** The plan, when it has ended. */
    Optional<PastPlan> past() {
        if (begin.isEmpty()) {
            return Optional.empty();
        }
        return end().map(end -> past(end.time(), end.outcome()))
                .or(() -> named.map(verdict -> past(modified, withoutEnd(verdict))))
                .or(() -> isAllDone() ? Optional.of(past(modified, withoutEnd(Verdict.DONE))) : Optional.empty());
    }

    private PastPlan past(Instant ended, Outcome outcome) {
        JournalLine.Begin plan = begin.orElseThrow();
        List<Optional<DeviceState>> before =
                new ArrayList<>(Collections.nCopies(plan.order().changes().size(), Optional.empty()));
        for (JournalLine line : lines) {
            if (line instanceof JournalLine.Turn(int change, var steps, AtStart atStart)
                    && change >= 0
                    && change < before.size()) {
                before.set(change, Optional.of(atStart.device()));
            }
        }
        return new PastPlan(number, plan.time(), ended, plan.who(), plan.order(), outcome, before);
    }

    /** What is known of a plan whose end could not be written: its verdict, and how far it came. */
    private Outcome withoutEnd(Verdict verdict) {
        int all = begin.orElseThrow().order().changes().size();
        List<ChangeResult> results = new ArrayList<>(Collections.nCopies(all, ChangeResult.NOT_STARTED));
        int last = verdict == Verdict.DONE
                ? all
                : Math.clamp(progress().map(PlanProgress::change).orElse(0), 0, all - 1);
        Collections.fill(results.subList(0, last), ChangeResult.DONE);
        if (verdict != Verdict.DONE) {
            results.set(last, verdict == Verdict.FAILED_UNDONE ? ChangeResult.UNDONE : ChangeResult.LEFT_CHANGED);
        }
        Optional<Problem> failure =
                verdict == Verdict.DONE ? Optional.empty() : Optional.of(Recoveries.endNotWritten());
        return new Outcome(verdict, results, failure, List.of(), List.of());
    }

    /** How far it came. */
    Optional<PlanProgress> progress() {
        Optional<PlanProgress.Maker> maker = Optional.empty();
        for (JournalLine line : lines) {
            switch (line) {
                case JournalLine.Turn(int change, var steps, AtStart before) ->
                    maker = Optional.of(new PlanProgress.Maker(change, before));
                case JournalLine.Intends(int change, int step, var found) ->
                    maker.ifPresent(one -> one.intends(step, found));
                case JournalLine.Did(int change, int step) -> maker.ifPresent(one -> one.did(step));
                case JournalLine.Undoes undoes -> maker.ifPresent(PlanProgress.Maker::undoes);
                case JournalLine.Undid(int change, int step) -> maker.ifPresent(one -> one.undid(step));
                case JournalLine.Begin begins -> {}
                case JournalLine.Tree tree -> {}
                case JournalLine.End end -> {}
            }
        }
        return maker.map(PlanProgress.Maker::made);
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
                    Plan plan = Planner.plan(then, begin.orElseThrow().order());
                    return plan.digest().equals(begin.orElseThrow().digest()) ? Optional.of(plan) : Optional.empty();
                }
            }
        } catch (BadMessage | RuntimeException e) {
            // Then it can't be made again.
        }
        return Optional.empty();
    }

    /** The plan as it is told to the one who decides about it. */
    Unfinished unfinished(String boot) {
        if (begin.isEmpty()) {
            return unknown();
        }
        JournalLine.Begin first = begin.get();
        Optional<Plan> plan = damage.isEmpty() ? plan() : Optional.empty();
        Optional<PlanProgress> progress = progress();
        Optional<Left> left =
                plan.flatMap(made -> progress.filter(far -> fits(made, far)).map(far -> new Left(made, far.howFar())));
        List<Message> told = new ArrayList<>();
        first.order().changes().stream().map(Change::message).forEach(told::add);
        Set<Recovery> offers = EnumSet.of(Recovery.FORGET);
        Optional<Limit> limit = limit(boot, left.isPresent(), progress);
        if (left.isPresent()) {
            told.add(howFar(left.get().plan(), progress.orElseThrow()));
        }
        if (limit.isEmpty()) {
            offers.addAll(EnumSet.of(Recovery.UNDO, Recovery.FINISH));
        }
        limit.ifPresent(why -> {
            switch (why) {
                case UNDOING -> offers.add(Recovery.UNDO);
                case RESTARTED ->
                    told.add(
                            boot.isEmpty() || first.boot().isEmpty()
                                    ? Message.of("helper.limit.bootUnknown")
                                    : Message.of("helper.limit.restarted"));
                case OTHER_VERSION -> told.add(Message.of("helper.limit.otherVersion"));
                case DAMAGED -> {
                    told.add(Message.of("helper.limit.damaged"));
                    told.addAll(damage);
                }
            }
        });
        Unfinished found =
                new Unfinished(first.time(), first.who(), first.order(), told, offers, limit, Optional.empty());
        return left.map(found::with).orElse(found);
    }

    /** One of which nothing is known but that there is something. */
    private Unfinished unknown() {
        List<Message> told = new ArrayList<>(List.of(Message.of("helper.limit.unreadable")));
        told.addAll(damage);
        return new Unfinished(
                modified,
                "it is not known for whom",
                Order.of(List.of()),
                told,
                EnumSet.of(Recovery.FORGET),
                Optional.of(Limit.DAMAGED),
                Optional.empty());
    }

    private Optional<Limit> limit(String boot, boolean known, Optional<PlanProgress> progress) {
        if (!BootId.isSame(begin.orElseThrow().boot(), boot)) {
            return Optional.of(Limit.RESTARTED);
        }
        if (!damage.isEmpty()) {
            return Optional.of(Limit.DAMAGED);
        }
        if (!known) {
            return Optional.of(Limit.OTHER_VERSION);
        }
        return progress.filter(PlanProgress::undoing).map(far -> Limit.UNDOING);
    }

    /** Whether what was done is of this plan. */
    private static boolean fits(Plan plan, PlanProgress progress) {
        if (progress.change() < 0 || progress.change() >= plan.changes().size() || plan.isBlocked()) {
            return false;
        }
        int steps = plan.changes().get(progress.change()).steps().size();
        return Stream.of(progress.found().keySet(), progress.done(), progress.undone())
                .flatMap(Set::stream)
                .allMatch(step -> step >= 0 && step < steps);
    }

    /** The tree that the plan was made from, as it was written down. */
    List<Answer> tree() {
        return lines.stream()
                .filter(JournalLine.Tree.class::isInstance)
                .map(line -> ((JournalLine.Tree) line).part())
                .toList();
    }

    private static Message howFar(Plan plan, PlanProgress progress) {
        ChangePlan change = plan.changes().get(progress.change());
        int begun =
                progress.found().keySet().stream().mapToInt(step -> step).max().orElse(0);
        Message step = change.steps()
                .get(Math.min(begun, change.steps().size() - 1))
                .action()
                .message();
        int number = progress.change() + 1;
        int changes = plan.changes().size();
        int steps = change.steps().size();
        return progress.undoing()
                ? Message.of("helper.farUndoing", number, changes, begun + 1, steps, step)
                : Message.of("helper.far", number, changes, begun + 1, steps, step);
    }
}
