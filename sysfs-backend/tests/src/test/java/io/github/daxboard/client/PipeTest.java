// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Pending;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.apply.Unfinished.Left;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.apply.WayOut;
import io.github.daxboard.apply.WayOut.Standing;
import io.github.daxboard.client.HelperCommand.Patience;
import io.github.daxboard.client.HostConnection.Applied;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.SnapshotReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients and a helper in a process of its own, over a simulated machine. */
@Timeout(120)
final class PipeTest {
    private static final HostAddress ADDRESS = new HostAddress.Lab();
    private static final DeviceName DEVICE = DeviceName.of("dax0.0");
    private static final List<Change> TO_FSDEV = List.of(new Change.SwitchMode(DEVICE, Mode.FSDEV));

    private final List<AutoCloseable> opened = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    private HelperCommand helper(String manner, Duration patience) {
        List<String> words = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.daxboard.helper.SimulatedHelper",
                manner,
                folder.toString());
        return new HelperCommand(words, new ChildFailures(), new Patience(patience, patience, patience));
    }

    private PipeSnapshots snapshots(HelperCommand command) {
        PipeSnapshots snapshots = new PipeSnapshots(ADDRESS, command, new Trees(ADDRESS, Optional.empty()));
        opened.add(snapshots);
        return snapshots;
    }

    private PipeSnapshots snapshots(String manner) {
        return snapshots(helper(manner, Duration.ofSeconds(30)));
    }

    private PipeApplier applier(HelperCommand command) {
        PipeApplier applier =
                new PipeApplier(ADDRESS, command, new Trees(ADDRESS, Optional.empty()), snapshots("good"));
        opened.add(applier);
        return applier;
    }

    private PipeApplier applier(String manner) {
        return applier(helper(manner, Duration.ofSeconds(30)));
    }

    private static Snapshot lab() {
        return SnapshotReader.read(SimulatedKernel.boot(World.lab()), new HostName("x"), java.time.Instant.EPOCH);
    }

    private static String digest() {
        return Planner.plan(lab(), TO_FSDEV).digest();
    }

    private static Problem failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return assertThatExceptionOfType(HostException.class)
                .isThrownBy(call)
                .actual()
                .refusal();
    }

    @Test
    void aPictureThroughAPipeIsThePictureItself() throws Exception {
        Snapshot seen = snapshots("good").take();
        assertThat(seen.host()).isEqualTo(new HostName("daxboard-lab"));
        assertThat(seen.regions()).isEqualTo(lab().regions());
    }

    @Test
    void oneHelperServesManyPictures() throws Exception {
        PipeSnapshots snapshots = snapshots("good");
        snapshots.take();
        long start = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            snapshots.take();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        awaitChildren(1);
    }

    private static long children() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
    }

    /** A process that is told to end takes a moment. */
    private static void awaitChildren(long count) throws InterruptedException {
        for (int tenths = 0; children() != count; tenths++) {
            assertThat(tenths)
                    .as("tenths of a second, with " + children() + " children")
                    .isLessThan(200);
            Thread.sleep(100);
        }
    }

    @Test
    void aHelperThatDiedSinceIsStartedAnew() throws Exception {
        PipeSnapshots snapshots = snapshots("dies after one");
        Snapshot first = snapshots.take();
        assertThat(snapshots.take().regions()).isEqualTo(first.regions());
    }

    @Test
    void whoWatchesIsToldThatAHelperEndedAndIsWatchedByTheNextOne() throws Exception {
        Semaphore told = new Semaphore(0);
        PipeSnapshots snapshots = snapshots("dies after one");
        Snapshot first = snapshots.take();
        opened.add(snapshots.watch(told::release));
        snapshots.take();
        assertThat(told.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
        assertThat(snapshots.take().regions()).isEqualTo(first.regions());
    }

    @Test
    void whatAHelperSaysInFloodsOnItsErrorStreamHoldsNothingUp() throws Exception {
        assertThat(snapshots("noisy").take().hasDax()).isTrue();
    }

    @Test
    void aHelperThatNeverGreetsIsGivenUpAndEnded() throws Exception {
        Problem refusal =
                failure(() -> snapshots(helper("dumb", Duration.ofSeconds(2))).take());
        assertThat(refusal.why()).contains("nothing came from it for 2 seconds");
        awaitChildren(0);
    }

    @Test
    void aHelperThatEndsAtOnceIsQuotedWithoutItsControlCharacters() {
        Problem refusal = failure(() -> snapshots("refused").take());
        assertThat(refusal.why()).contains("exit code 3");
        assertThat(refusal.evidence()).containsExactly("no [31m way");
    }

    @Test
    void whatIsNotAGreetingIsNotTakenForOne() {
        assertThat(failure(() -> snapshots("chatty").take()).why()).contains("its answer is not valid");
    }

    @Test
    void anEndlessLineEndsTheConnectionAndTakesNoMoreThanItsLimit() throws Exception {
        assertThat(failure(() -> snapshots("endless").take()).why()).contains("too long");
        awaitChildren(0);
    }

    @Test
    void aCommandThatIsNotThereIsNamed() {
        HelperCommand nothing = new HelperCommand(
                List.of("/no/such/ssh"),
                new ChildFailures(),
                new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)));
        assertThat(failure(() -> snapshots(nothing).take()).what()).contains("/no/such/ssh");
    }

    @Test
    void closingEndsACallThatWaits() throws Exception {
        PipeSnapshots snapshots = snapshots("dumb");
        CompletableFuture<Problem> waiting = CompletableFuture.supplyAsync(() -> failure(snapshots::take));
        while (children() == 0) {
            Thread.sleep(20);
        }
        snapshots.close();
        assertThat(waiting.get(10, TimeUnit.SECONDS).what()).contains("is closed");
        assertThat(failure(snapshots::take).what()).contains("is closed");
        awaitChildren(0);
    }

    @Test
    void changesAreCarriedOutAndToldAsTheyHappen() throws Exception {
        List<ApplyEvent> events = new ArrayList<>();
        Applied applied = applier("good").apply(Order.of(TO_FSDEV), digest(), events::add, Cancel.never());
        assertThat(applied).isInstanceOfSatisfying(Applied.Ran.class, ran -> {
            assertThat(ran.outcome().verdict()).isEqualTo(Outcome.Verdict.DONE);
            assertThat(ran.now().device(DEVICE).orElseThrow().mode()).contains(Mode.FSDEV);
        });
        assertThat(events).first().isEqualTo(new ApplyEvent.StepStarted(0, 0));
        assertThat(events).last().isInstanceOf(ApplyEvent.StepVerified.class);
    }

    @Test
    void aListenerThatThrowsDoesNotEndThePlan() throws Exception {
        Applied applied = applier("good")
                .apply(
                        Order.of(TO_FSDEV),
                        digest(),
                        event -> {
                            throw new IllegalStateException("a bad listener");
                        },
                        Cancel.never());
        assertThat(applied).isInstanceOf(Applied.Ran.class);
    }

    @Test
    void anotherDigestIsAnsweredWithTheNewPicture() throws Exception {
        Applied applied = applier("good").apply(Order.of(TO_FSDEV), "0".repeat(64), event -> {}, Cancel.never());
        assertThat(applied)
                .isInstanceOfSatisfying(
                        Applied.Moved.class,
                        moved -> assertThat(moved.now().regions()).isEqualTo(lab().regions()));
    }

    @Test
    void aDeviceThatIsNotThereIsRefused() throws Exception {
        List<Change> unknown = List.of(new Change.SwitchMode(DeviceName.of("dax9.9"), Mode.FSDEV));
        assertThat(applier("good").apply(Order.of(unknown), digest(), event -> {}, Cancel.never()))
                .asInstanceOf(type(Applied.Refused.class))
                .extracting(refused -> refused.refusal().what())
                .asString()
                .contains("dax9.9");
    }

    @Test
    void aHelperThatNeverGreetedHasChangedNothing() throws Exception {
        assertThat(applier("refused").apply(Order.of(TO_FSDEV), digest(), event -> {}, Cancel.never()))
                .asInstanceOf(type(Applied.Refused.class))
                .extracting(refused -> refused.refusal().what())
                .asString()
                .contains("nothing was written");
    }

    @Test
    void whoGivesUpBeforeTheHelperHasBegunWaitsForItNoLonger() throws Exception {
        PipeApplier applier = applier(helper("dumb", Duration.ofMinutes(10)));
        Cancel wish = new Cancel();
        CompletableFuture<Applied> waiting = CompletableFuture.supplyAsync(
                () -> answerOf(() -> applier.apply(Order.of(TO_FSDEV), digest(), event -> {}, wish)));
        while (children() == 0) {
            Thread.sleep(20);
        }
        wish.ask();
        assertThat(waiting.get(10, TimeUnit.SECONDS))
                .asInstanceOf(type(Applied.Refused.class))
                .satisfies(refused -> {
                    assertThat(refused.refusal().kind()).isEqualTo(Problem.Kind.CANCELLED);
                    assertThat(refused.refusal().what()).isEqualTo("Given up before it began; nothing was written.");
                });
        awaitChildren(0);
    }

    private static <T> T answerOf(Callable<T> call) {
        try {
            return call.call();
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    @Test
    void aHelperThatDiesInTheMiddleLeavesAStateThatIsSaidToBeUnknown() {
        PipeApplier applier = applier("dies");
        List<ApplyEvent> events = new ArrayList<>();
        Problem refusal = failure(() -> applier.apply(Order.of(TO_FSDEV), digest(), events::add, Cancel.never()));
        assertThat(refusal.why())
                .contains("exit code 9", "it may still run", "What it did after its last answer is not known here.")
                .doesNotContain("finished or undone");
        assertThat(refusal.kind()).isEqualTo(Problem.Kind.UNREACHABLE);
    }

    @Test
    void thePlanThatADeadHelperLeftIsHadWithItsStepsAndHowFarItCame() throws Exception {
        PipeSnapshots looks = snapshots("good");
        assertThat(looks.pending()).isEqualTo(new Pending.AllEnded());
        List<ApplyEvent> events = new ArrayList<>();
        PipeApplier applier = applier("dies");
        failure(() -> applier.apply(Order.of(TO_FSDEV), digest(), events::add, Cancel.never()));

        Unfinished plan = ((Pending.Left) looks.pending()).plan();
        Left left = plan.left().orElseThrow();
        assertThat(left.plan()).isEqualTo(Planner.plan(lab(), TO_FSDEV));
        long verified = events.stream()
                .filter(ApplyEvent.StepVerified.class::isInstance)
                .count();
        // What a dying helper had still to tell is lost; its journal is ahead of what was told, never behind.
        assertThat(left.howFar().done()).hasSizeGreaterThanOrEqualTo((int) verified);
        assertThat(left.howFar().begun()).hasSize(left.howFar().done().size() + 1);
        assertThat(plan.limit()).isEmpty();
        assertThat(plan.offers()).containsExactlyInAnyOrder(Recovery.values());

        WayOut finish = WayOut.of(Recovery.FINISH, left);
        assertThat(finish.parts()).hasSize(left.plan().stepCount());
        assertThat(finish.parts().stream().filter(part -> part.standing() == Standing.BEGUN))
                .hasSize(1);
        WayOut undo = WayOut.of(Recovery.UNDO, left);
        assertThat(undo.parts()).isNotEmpty().isSortedAccordingTo((one, next) -> next.number() - one.number());
        assertThat(undo.parts().getFirst().standing()).isEqualTo(Standing.BEGUN);
        assertThat(WayOut.of(Recovery.FORGET, left).remaining()).isZero();
    }

    @Test
    void aHelperThatStillWorksIsToldApartFromOneThatIsGone() throws Exception {
        PipeSnapshots looks = snapshots("good");
        PipeApplier applier = applier("waits");
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Problem> run = CompletableFuture.supplyAsync(() ->
                failure(() -> applier.apply(Order.of(TO_FSDEV), digest(), event -> begun.countDown(), Cancel.never())));
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        applier.close();
        run.get(60, TimeUnit.SECONDS);
        assertThat(looks.pending()).isEqualTo(new Pending.AtWork());

        Files.createFile(folder.resolve("go"));
        List<Pending> seen = new ArrayList<>();
        do {
            seen.add(looks.pending());
        } while (!(seen.getLast() instanceof Pending.AllEnded));
        assertThat(seen).doesNotHaveAnyElementsOfTypes(Pending.Left.class);
        assertThat(looks.history().getFirst().outcome().verdict()).isEqualTo(Outcome.Verdict.DONE);
    }

    @Test
    void garbledAnswersInTheMiddleLeaveAStateThatIsSaidToBeUnknown() {
        PipeApplier applier = applier("garbles");
        Problem refusal = failure(() -> applier.apply(Order.of(TO_FSDEV), digest(), event -> {}, Cancel.never()));
        assertThat(refusal.why()).contains("What it did after its last answer is not known here.");
    }

    @Test
    void whatHasBegunIsFinishedByTheHelperWhenItsClientCloses() throws Exception {
        PipeApplier applier = applier("slow");
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Problem> waiting = CompletableFuture.supplyAsync(() -> failure(
                () -> applier.apply(Order.of(TO_FSDEV), digest(), event -> begun.complete(null), Cancel.never())));
        begun.get(30, TimeUnit.SECONDS);
        applier.close();
        assertThat(waiting.get(10, TimeUnit.SECONDS).why())
                .contains("What it did after its last answer is not known here.");
        Path log = folder.resolve("audit").resolve("audit.jsonl");
        for (int tenths = 0; !Files.readString(log).contains("\"event\":\"end\""); tenths++) {
            assertThat(tenths).as("tenths of a second").isLessThan(200);
            Thread.sleep(100);
        }
        assertThat(Files.readAllLines(log)).last().asString().contains("\"verdict\":\"done\"");
    }
}
