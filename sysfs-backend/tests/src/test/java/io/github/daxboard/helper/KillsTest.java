// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.ConfirmedRun.Result;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.ChangeResult;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.helper.Kinds.Kind;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.sim.SimulatedKernel;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A helper is killed at each moment of each kind of plan: in the forward run, while it rolls back, and while it recovers. The
 * next one recovers the plan: the machine is as it was, or as the plan promised, and the verdict says which of them.
 *
 * <p>There are more moments than a short run has time for: {@code -Ddaxboard.kills=full} takes each of them, and else every
 * so many, other ones for each kind.
 */
@Timeout(1800)
class KillsTest {
    private static final boolean FULL = "full".equals(System.getProperty("daxboard.kills"));
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

    private static int kinds;
    private static int runs;
    private static int kills;
    private static final List<String> WRONG = new ArrayList<>();

    @TempDir(factory = InMemory.class)
    private static Path folders;

    private static int folderCount;

    @AfterAll
    static void say() {
        System.out.println("killed helpers: " + kinds + " kinds, " + runs + " runs, " + kills + " kills, "
                + WRONG.size() + " wrong" + (FULL ? "" : " (a sample; -Ddaxboard.kills=full takes every moment)"));
    }

    static Stream<Kind> kinds() {
        return Kinds.all().stream();
    }

    /** One machine, its helpers one after the other, and what it may end as. */
    private static final class Story {
        private final Kind kind;
        private final Path folder;
        private final SimulatedKernel kernel;
        private final Plan plan;
        private final List<List<String>> stages;
        private final StringBuilder told = new StringBuilder();

        Story(Kind kind, List<List<String>> stages) {
            this.kind = kind;
            this.kernel = kind.ready();
            this.plan = kind.plan(kernel);
            this.stages = stages;
            this.folder = newFolder();
            runs++;
        }

        private static Path newFolder() {
            try {
                return Files.createDirectory(folders.resolve("h" + folderCount++));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private GuardedApply helper(Mortal mortal) {
            return new GuardedApply(
                    mortal.on(kernel),
                    Helpers.places(folder),
                    Helpers.CALLER,
                    Helpers.CLOCK,
                    NOWHERE,
                    new PrivateFiles(mortal.disk()));
        }

        Optional<Result> run(Mortal mortal) {
            return alive(mortal, helper -> helper.run(plan.order(), plan.digest(), event -> {}, Cancel.never()));
        }

        Optional<Result> recover(Recovery how, Mortal mortal) {
            return alive(mortal, helper -> helper.recover(how, event -> {}, Cancel.never()));
        }

        private Optional<Result> alive(Mortal mortal, java.util.function.Function<GuardedApply, Result> work) {
            Optional<Result> result;
            try {
                result = Optional.of(work.apply(helper(mortal)));
            } catch (Mortal.Killed e) {
                result = Optional.empty();
            }
            if (mortal.isDead()) {
                kills++;
                told.append("killed at moment ").append(mortal.moments()).append('\n');
                return Optional.empty();
            }
            told.append(result).append('\n');
            return result;
        }

        Optional<Unfinished> unfinished() throws RefusedException {
            return new PastPlans(kernel, Helpers.places(folder)).unfinished();
        }

        /** What is left is recovered, and judged. */
        void settle(boolean finish) throws Exception {
            Optional<Unfinished> left = unfinished();
            if (left.isEmpty()) {
                judge(isEnded() || stages.getFirst().equals(Kinds.seen(kernel)), "it is as before, or has ended");
                return;
            }
            told.append(left.get().told()).append(left.get().offers()).append('\n');
            Recovery how = finish && left.get().offers().contains(Recovery.FINISH) ? Recovery.FINISH : Recovery.UNDO;
            if (!left.get().offers().contains(how)) {
                judge(false, how + " is offered");
                return;
            }
            if (recover(how, Mortal.never()).orElseThrow() instanceof Result.Ran(Outcome outcome)) {
                judge(outcome);
            } else {
                judge(false, "it is recovered");
            }
            judge(unfinished().isEmpty(), "nothing is left unfinished");
            judge(isEnded(), "the past has it");
        }

        private boolean isEnded() throws RefusedException {
            var ended = new PastPlans(kernel, Helpers.places(folder)).ended();
            if (ended.size() == 1) {
                judge(ended.getFirst().outcome());
            }
            return ended.size() == 1;
        }

        void judge(Outcome outcome) {
            int done = (int)
                    outcome.changes().stream().filter(ChangeResult.DONE::equals).count();
            judge(outcome.verdict() != Verdict.FAILED_LEFT_CHANGED, "it is not left changed");
            judge(outcome.verdict() != Verdict.DONE || done == outcome.changes().size(), "done means each change");
            List<String> now = Kinds.seen(kernel);
            judge(stages.get(done).equals(now), "the verdict is true\n" + difference(stages.get(done), now));
        }

        private static String difference(List<String> wanted, List<String> now) {
            List<String> missing = new ArrayList<>(wanted);
            missing.removeAll(now);
            List<String> more = new ArrayList<>(now);
            more.removeAll(wanted);
            return "  wanted " + missing + "\n  is " + more;
        }

        private void judge(boolean right, String what) {
            if (!right) {
                WRONG.add(kind + ": not so: " + what + "\n" + told);
            }
        }

        void end() throws IOException {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
    }

    /** What the machine is before the plan, and after each of its changes. */
    private static List<List<String>> stages(Kind kind) {
        List<List<String>> stages = new ArrayList<>();
        for (int count = 0; count <= kind.changes().size(); count++) {
            Kind part = new Kind(
                    kind.name(), kind.more(), kind.before(), kind.changes().subList(0, count));
            Story story = new Story(part, List.of());
            if (count > 0) {
                assertThat(story.run(Mortal.never())).containsInstanceOf(Result.Ran.class);
            }
            stages.add(Kinds.seen(story.kernel));
        }
        return stages;
    }

    /** Some of the numbers from 1 to one: all of them in a full run. */
    private static List<Integer> some(int from, int to, int most, Random chance) {
        List<Integer> all = new ArrayList<>();
        int step = FULL ? 1 : Math.max(1, (to - from) / most);
        for (int at = from + chance.nextInt(step); at <= to; at += step) {
            all.add(at);
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whateverItWasDoingTheNextOneEndsItTruly(Kind kind) throws Exception {
        int wrongBefore = WRONG.size();
        kinds++;
        Random chance = new Random(kind.name().hashCode());
        List<List<String>> stages = stages(kind);
        Mortal whole = Mortal.never();
        Story clean = new Story(kind, stages);
        clean.run(whole);
        int moments = whole.moments();
        List<SimulatedKernel.Write> writes = clean.kernel.writes();
        for (int at : some(1, moments, 14, chance)) {
            forward(kind, stages, at, at % 2 == 0, chance);
        }
        int from = kind.ready().writes().size();
        for (int nth : some(from, writes.size() - 1, 6, chance)) {
            rollback(kind, stages, writes, from, nth, chance);
        }
        assertThat(WRONG.subList(wrongBefore, WRONG.size()).stream().limit(5)).isEmpty();
    }

    /** Killed in the forward run, and recovered; in a second story the one that recovers is killed too, and the next. */
    private static void forward(Kind kind, List<List<String>> stages, int at, boolean finish, Random chance)
            throws Exception {
        for (boolean way : FULL ? new boolean[] {true, false} : new boolean[] {finish}) {
            Story story = new Story(kind, stages);
            story.run(Mortal.at(at));
            story.settle(way);
            story.end();
        }
        Story again = new Story(kind, stages);
        again.run(Mortal.at(at));
        killedInRecovery(again, finish, chance);
        again.settle(!finish);
        again.end();
    }

    private static void killedInRecovery(Story story, boolean finish, Random chance) throws Exception {
        for (int times = 0; times < 3 && story.unfinished().isPresent(); times++) {
            var offers = story.unfinished().get().offers();
            Recovery how = finish && offers.contains(Recovery.FINISH) ? Recovery.FINISH : Recovery.UNDO;
            story.recover(how, Mortal.at(1 + chance.nextInt(60)));
        }
    }

    /** A write fails, and the helper is killed while it rolls back. */
    private static void rollback(
            Kind kind, List<List<String>> stages, List<SimulatedKernel.Write> writes, int from, int nth, Random chance)
            throws Exception {
        KernelPath path = writes.get(nth).path();
        int nthOfPath = (int) writes.subList(from, nth + 1).stream()
                .filter(write -> write.path().equals(path))
                .count();
        Mortal whole = Mortal.never();
        Story story = new Story(kind, stages);
        story.kernel.failWrite(path, Errno.EIO, nthOfPath);
        story.run(whole);
        for (int at : some(whole.failedAt() + 1, whole.moments(), 3, chance)) {
            Story one = new Story(kind, stages);
            one.kernel.failWrite(path, Errno.EIO, nthOfPath);
            one.run(Mortal.at(at));
            one.kernel.forgetFaults();
            if (chance.nextInt(3) == 0) {
                killedInRecovery(one, false, chance);
            }
            one.settle(false);
            one.end();
        }
    }
}
