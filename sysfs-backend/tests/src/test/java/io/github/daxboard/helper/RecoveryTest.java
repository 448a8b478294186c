// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.daxboard.apply.ConfirmedRun.Result;
import io.github.daxboard.apply.EveryChangeTest;
import io.github.daxboard.apply.EveryChangeTest.Case;
import io.github.daxboard.apply.Executor;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sysfs.SnapshotReader;
import io.github.daxboard.text.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A helper is killed at each write of each kind of change, right before it and right after it; the next one finds the journal. */
@Timeout(120)
class RecoveryTest {
    @TempDir
    private Path folder;

    private GuardedApply helper(SimulatedKernel kernel) {
        return helper(kernel, Mortal.never());
    }

    private GuardedApply helper(SimulatedKernel kernel, Mortal mortal) {
        PrintStream errors = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new GuardedApply(
                mortal.on(kernel),
                Helpers.places(folder),
                Helpers.CALLER,
                Helpers.CLOCK,
                errors,
                new PrivateFiles(mortal.disk()));
    }

    private PastPlans past(SimulatedKernel kernel) {
        return new PastPlans(kernel, Helpers.places(folder));
    }

    private static Snapshot picture(SimulatedKernel kernel) {
        return SnapshotReader.read(kernel, new HostName("lab"), Instant.EPOCH);
    }

    private void killAt(SimulatedKernel kernel, Plan plan, int moment) {
        Mortal mortal = Mortal.atWrite(moment);
        assertThatExceptionOfType(Mortal.Killed.class)
                .isThrownBy(() -> helper(kernel, mortal).run(plan.order(), plan.digest(), event -> {}, Cancel.never()));
    }

    static Stream<Arguments> kills() {
        List<Arguments> all = new ArrayList<>();
        for (Case one : EveryChangeTest.cases()) {
            SimulatedKernel kernel = EveryChangeTest.ready(one);
            Plan plan = EveryChangeTest.plan(kernel, one.change());
            Mortal mortal = Mortal.never();
            new Executor(mortal.on(kernel), System::nanoTime).run(plan, event -> {});
            for (int moment = 1; moment <= mortal.moments(); moment++) {
                all.add(Arguments.of(one, moment));
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0}, killed at moment {1}")
    @MethodSource("kills")
    void theNextHelperUndoesIt(Case one, int moment) throws Exception {
        SimulatedKernel kernel = EveryChangeTest.ready(one);
        Snapshot before = picture(kernel);
        Plan plan = EveryChangeTest.plan(kernel, one.change());
        killAt(kernel, plan, moment);

        assertThat(helper(kernel).run(plan.order(), plan.digest(), event -> {}, Cancel.never()))
                .isInstanceOfSatisfying(
                        Result.Refused.class,
                        refused -> assertThat(refused.refusal().kind()).isEqualTo(Problem.Kind.BLOCKED));
        Unfinished left = past(kernel).unfinished().orElseThrow();
        assertThat(left.order()).isEqualTo(plan.order());
        assertThat(left.offers()).containsExactlyInAnyOrder(Recovery.values());

        Result result = helper(kernel).recover(Recovery.UNDO, event -> {}, Cancel.never());

        Outcome outcome = ((Result.Ran) result).outcome();
        boolean deleted = one.change() instanceof Change.Destroy
                && before.regions().getFirst().devices().size()
                        > picture(kernel).regions().getFirst().devices().size();
        if (deleted) {
            // The last write had been made, and nothing brings a deleted device back: the change is done.
            assertThat(outcome.verdict()).isEqualTo(Verdict.DONE);
        } else {
            assertThat(outcome.verdict()).as(outcome.toString()).isEqualTo(Verdict.FAILED_UNDONE);
            assertThat(picture(kernel).regions()).isEqualTo(before.regions());
            assertThat(picture(kernel).memory()).isEqualTo(before.memory());
        }
        assertThat(past(kernel).unfinished()).isEmpty();
    }

    @ParameterizedTest(name = "{0}, killed at moment {1}")
    @MethodSource("kills")
    void theNextHelperFinishesIt(Case one, int moment) throws Exception {
        SimulatedKernel whole = EveryChangeTest.ready(one);
        Plan plan = EveryChangeTest.plan(whole, one.change());
        SimulatedKernel kernel = EveryChangeTest.ready(one);
        killAt(kernel, plan, moment);

        Result result = helper(kernel).recover(Recovery.FINISH, event -> {}, Cancel.never());

        assertThat(result)
                .isInstanceOfSatisfying(
                        Result.Ran.class,
                        ran -> assertThat(ran.outcome().verdict())
                                .as(ran.outcome().toString())
                                .isEqualTo(Verdict.DONE));
        Path other = Files.createDirectory(folder.resolve("other"));
        PrintStream errors = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        new GuardedApply(whole, Helpers.places(other), Helpers.CALLER, Helpers.CLOCK, errors)
                .run(plan.order(), plan.digest(), event -> {}, Cancel.never());
        assertThat(picture(kernel).regions()).isEqualTo(picture(whole).regions());
        assertThat(picture(kernel).memory()).isEqualTo(picture(whole).memory());
    }

    private Plan killedPlan(SimulatedKernel kernel) {
        Plan plan =
                EveryChangeTest.plan(kernel, EveryChangeTest.cases().getFirst().change());
        killAt(kernel, plan, 7);
        return plan;
    }

    private Path onlyJournal() throws IOException {
        try (Stream<Path> files = Files.list(Helpers.places(folder).journal())) {
            return files.toList().getFirst();
        }
    }

    @Test
    void afterARebootAPlanCanOnlyBeForgotten() throws Exception {
        SimulatedKernel kernel = EveryChangeTest.ready(EveryChangeTest.cases().getFirst());
        killedPlan(kernel);
        Path file = onlyJournal();
        String text = Files.readString(file).replaceFirst("\"boot\":\"[^\"]*\"", "\"boot\":\"another\"");
        Files.writeString(file, text);
        assertThat(past(kernel).unfinished().orElseThrow().offers()).containsExactly(Recovery.FORGET);
        assertThat(helper(kernel).recover(Recovery.UNDO, event -> {}, Cancel.never()))
                .isInstanceOf(Result.Refused.class);
        assertThat(helper(kernel).recover(Recovery.FORGET, event -> {}, Cancel.never()))
                .isInstanceOf(Result.Ran.class);
        assertThat(past(kernel).unfinished()).isEmpty();
    }

    /** Neither start of the machine is known: that they are equal says nothing. */
    @Test
    void whereTheBootIdCannotBeReadAPlanCanOnlyBeForgotten() throws Exception {
        SimulatedKernel kernel = EveryChangeTest.ready(EveryChangeTest.cases().getFirst());
        kernel.failRead(KernelPath.BOOT_ID, Errno.EIO);
        killedPlan(kernel);

        Unfinished left = past(kernel).unfinished().orElseThrow();

        assertThat(left.offers()).containsExactly(Recovery.FORGET);
        assertThat(left.told()).contains(Message.of("helper.limit.bootUnknown"));
        assertThat(helper(kernel).recover(Recovery.FINISH, event -> {}, Cancel.never()))
                .isInstanceOf(Result.Refused.class);
    }

    @Test
    void aLineThatWasCutOffByTheKillDoesNotCount() throws Exception {
        SimulatedKernel kernel = EveryChangeTest.ready(EveryChangeTest.cases().getFirst());
        killedPlan(kernel);
        Path file = onlyJournal();
        Files.writeString(file, Files.readString(file) + "{\"v\":2,\"is\":\"did\",\"chan");
        assertThat(helper(kernel).recover(Recovery.UNDO, event -> {}, Cancel.never()))
                .isInstanceOf(Result.Ran.class);
        assertThat(past(kernel).unfinished()).isEmpty();
        assertThat(past(kernel).ended()).hasSize(1);
    }

    @Test
    void whatHasEndedIsKeptWithWhatWasBefore() throws Exception {
        SimulatedKernel kernel = EveryChangeTest.ready(EveryChangeTest.cases().getFirst());
        Plan plan =
                EveryChangeTest.plan(kernel, EveryChangeTest.cases().getFirst().change());
        helper(kernel).run(plan.order(), plan.digest(), event -> {}, Cancel.never());
        assertThat(past(kernel).ended()).singleElement().satisfies(ended -> {
            PastPlan one = ended;
            assertThat(one.order()).isEqualTo(plan.order());
            assertThat(one.who()).isEqualTo(Helpers.CALLER.text());
            assertThat(one.outcome().verdict()).isEqualTo(Verdict.DONE);
            assertThat(one.before().getFirst().orElseThrow().modeWord()).isEqualTo("devdax");
            assertThat(one.outcome().stateNow().getFirst().modeWord()).isEqualTo("system-ram");
        });
    }

    @Test
    void aJournalThatCantBeWrittenStopsThePlanBeforeAnyWrite() throws Exception {
        SimulatedKernel kernel = EveryChangeTest.ready(EveryChangeTest.cases().getFirst());
        Plan plan =
                EveryChangeTest.plan(kernel, EveryChangeTest.cases().getFirst().change());
        Files.createDirectories(Helpers.places(folder).journal().getParent());
        Files.writeString(Helpers.places(folder).journal(), "a file where the folder should be");
        int before = kernel.writes().size();
        assertThat(helper(kernel).run(plan.order(), plan.digest(), event -> {}, Cancel.never()))
                .isInstanceOf(Result.Refused.class);
        assertThat(kernel.writes()).hasSize(before);
    }
}
