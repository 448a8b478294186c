// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.protocol.Answer;
import io.github.daxboard.protocol.Request;
import io.github.daxboard.protocol.RequestCodec;
import io.github.daxboard.protocol.Verb;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.SnapshotReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class ApplySessionTest {
    private static final DeviceName DEVICE = DeviceName.of("dax0.0");

    private final SimulatedKernel kernel = SimulatedKernel.boot(World.lab());

    @TempDir
    private Path folder;

    private Optional<Mode> mode() {
        Snapshot now = SnapshotReader.read(kernel, new HostName("test"), Helpers.CLOCK.instant());
        return now.device(DEVICE).orElseThrow().mode();
    }

    private Problem refused(Helpers.Ran ran) {
        assertThat(kernel.writes()).as("nothing written").isEmpty();
        return switch (ran.answers().getLast()) {
            case Answer.Failed(Problem refusal) -> refusal;
            case Answer.Refused(Problem refusal) -> refusal;
            default -> throw new AssertionError(ran);
        };
    }

    @Test
    void carriesOutTheConfirmedPlanAndShowsTheTreeAfterIt() throws Exception {
        Helpers.Ran ran = Helpers.apply(kernel, folder, Helpers.request(kernel, Helpers.TO_FSDEV));
        assertThat(ran.exit()).isZero();
        assertThat(ran.answers()).first().isEqualTo(new Answer.Hello(Verb.APPLY));
        assertThat(ran.answers().get(1)).isEqualTo(new Answer.Event(new ApplyEvent.StepStarted(0, 0)));
        assertThat(ran.answers())
                .filteredOn(answer -> answer instanceof Answer.Ended)
                .singleElement()
                .satisfies(ended ->
                        assertThat(((Answer.Ended) ended).outcome().verdict()).isEqualTo(Outcome.Verdict.DONE));
        assertThat(ran.answers()).last().isInstanceOf(Answer.TreeEnd.class);
        assertThat(mode()).contains(Mode.FSDEV);
    }

    @Test
    void aHelperThatWasStartedForOneKindOfChangeCarriesOutNoOther() throws Exception {
        byte[] toFsdev = Helpers.request(kernel, Helpers.TO_FSDEV).getBytes(StandardCharsets.UTF_8);
        for (Verb other : List.of(Verb.RESIZE, Verb.DESTROY, Verb.OFFLINE, Verb.RECOVER)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            int exit = Helpers.start(other, kernel, folder, new ByteArrayInputStream(toFsdev), out);
            assertThat(exit).as(other.word()).isEqualTo(Exit.BAD_REQUEST);
            assertThat(refused(new Helpers.Ran(Helpers.answers(out), exit)).why())
                    .contains(other.word());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(Helpers.start(Verb.SWITCH, kernel, folder, new ByteArrayInputStream(toFsdev), out))
                .isZero();
        assertThat(mode()).contains(Mode.FSDEV);
    }

    @Test
    void aSecondRequestOnTheSameInputIsNotRead() throws Exception {
        String request = Helpers.request(kernel, Helpers.TO_FSDEV);
        Helpers.Ran ran = Helpers.apply(kernel, folder, request + request);
        assertThat(ran.answers())
                .filteredOn(answer -> answer instanceof Answer.Ended)
                .hasSize(1);
    }

    @Test
    void aWrongDigestIsAnsweredWithTheTreeAndNothingIsWritten() throws Exception {
        String request = Helpers.request(kernel, Helpers.TO_FSDEV).replaceAll("digest\":\".", "digest\":\"f");
        String other = request.contains("\"f") ? request.replaceAll("digest\":\"..", "digest\":\"0f") : request;
        Helpers.Ran ran = Helpers.apply(kernel, folder, other);
        assertThat(ran.answers().get(1)).isEqualTo(new Answer.Moved());
        assertThat(ran.answers()).last().isInstanceOf(Answer.TreeEnd.class);
        assertThat(kernel.writes()).isEmpty();
    }

    @Test
    void aHostThatMovedOnIsNotWrittenTo() throws Exception {
        String request = Helpers.request(kernel, Helpers.TO_FSDEV);
        kernel.otherAdmin().write(KernelPath.DAX_DRIVERS.child("device_dax").child("unbind"), "dax0.0");
        Helpers.Ran ran = Helpers.apply(kernel, folder, request);
        assertThat(ran.answers().get(1)).isEqualTo(new Answer.Moved());
        assertThat(kernel.writes()).isEmpty();
    }

    @Test
    void aHolderThatOnlyRootSeesBlocksAndIsNamed() throws Exception {
        String request = Helpers.request(kernel, Helpers.TO_FSDEV);
        kernel.addHolder(new Holder(DEVICE, Holder.Kind.MAPPING, 4211, "qemu", 0));
        Problem refusal = refused(Helpers.apply(kernel, folder, request));
        assertThat(refusal.kind()).isEqualTo(Problem.Kind.BLOCKED);
        assertThat(refusal.asText()).contains("qemu").contains("4211");
    }

    @Test
    void aDeviceThatTheBusDoesNotListIsRefusedByName() throws Exception {
        String line = Helpers.request(kernel, Helpers.TO_FSDEV).replace("dax0.0", "dax9.9");
        assertThat(refused(Helpers.apply(kernel, folder, line)).what()).contains("dax9.9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\u0001\u0002\u0003",
                "{\"v\":2,\"ask\":\"tree\"}",
                "{\"v\":2,\"ask\":\"apply\"}",
                "{\"v\":2,\"ask\":\"apply\",\"changes\":[{\"switch\":\"../dax0.0\",\"to\":\"fsdev\"}],\"digest\":\"\"}",
                "{\"v\":2,\"ask\":\"apply\",\"changes\":[{\"switch\":\"dax00.0\",\"to\":\"fsdev\"}],\"digest\":\"\"}"
            })
    void aBadLineIsAnErrorAndWritesNothing(String line) throws Exception {
        Helpers.Ran ran = Helpers.apply(kernel, folder, line + "\n");
        assertThat(refused(ran).kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(ran.exit()).isEqualTo(65);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aLineOfTenMegabytesIsRefused() throws Exception {
        String line = Helpers.request(kernel, Helpers.TO_FSDEV).replace("{\"v\"", " ".repeat(10_000_000) + "{\"v\"");
        assertThat(refused(Helpers.apply(kernel, folder, line)).why()).contains("longer than 65536 bytes");
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws Exception {
        byte[] bytes = {(byte) 0xc3, (byte) 0x28, (byte) 0xff, '\n'};
        assertThat(refused(Helpers.apply(kernel, folder, bytes)).why()).contains("not UTF-8");
    }

    @Test
    void anInputThatEndsInTheMiddleOfTheLineAsksForNothing() throws Exception {
        String request = Helpers.request(kernel, Helpers.TO_FSDEV);
        // Wholly there but for its newline, which could have been followed by anything.
        Helpers.Ran ran = Helpers.apply(kernel, folder, request.stripTrailing());
        assertThat(ran.answers()).containsExactly(new Answer.Hello(Verb.APPLY));
        assertThat(ran.exit()).isZero();
        assertThat(kernel.writes()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aPlanIsFinishedForAClientThatIsGone() throws Exception {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        InputStream in = new ByteArrayInputStream(
                Helpers.request(kernel, Helpers.TO_FSDEV).getBytes(StandardCharsets.UTF_8));
        assertThat(Helpers.apply(kernel, folder, in, broken)).isZero();
        assertThat(mode()).contains(Mode.FSDEV);
    }

    @Test
    void aPlanIsFinishedForAClientThatReadsNothing() throws Exception {
        InputStream in = new ByteArrayInputStream(
                Helpers.request(kernel, Helpers.TO_FSDEV).getBytes(StandardCharsets.UTF_8));
        CountDownLatch stalled = new CountDownLatch(1);
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                try {
                    stalled.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };
        Thread session = Thread.ofPlatform().daemon().start(() -> {
            try {
                Helpers.apply(kernel, folder, in, full);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        await(() -> mode().filter(Mode.FSDEV::equals).isPresent());
        stalled.countDown();
        session.join(Duration.ofSeconds(20));
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        for (int tenths = 0; !condition.getAsBoolean(); tenths++) {
            assertThat(tenths).as("tenths of a second").isLessThan(200);
            Thread.sleep(100);
        }
    }

    @Test
    void aFailedWriteIsUndoneAndSaid() throws Exception {
        kernel.failWrite(KernelPath.DAX_DRIVERS.child("fsdev_dax").child("bind"), Errno.EIO, 1);
        Helpers.Ran ran = Helpers.apply(kernel, folder, Helpers.request(kernel, Helpers.TO_FSDEV));
        assertThat(ran.answers())
                .filteredOn(answer -> answer instanceof Answer.Ended)
                .singleElement()
                .satisfies(ended -> assertThat(((Answer.Ended) ended).outcome().verdict())
                        .isEqualTo(Outcome.Verdict.FAILED_UNDONE));
        assertThat(mode()).contains(Mode.DEVDAX);
    }

    @Test
    void twoHelpersNeverWorkAtOnceAndTheSecondNamesTheFirst() throws Exception {
        SimulatedKernel slow = SimulatedKernel.boot(World.lab(), Duration.ofMillis(300));
        String request = Helpers.request(slow, Helpers.TO_FSDEV);
        try (ExecutorService first = Executors.newSingleThreadExecutor()) {
            Future<Helpers.Ran> running = first.submit(() -> Helpers.apply(slow, folder, request));
            await(() -> !slow.writes().isEmpty());
            SimulatedKernel other = SimulatedKernel.boot(World.lab());
            Helpers.Ran second = Helpers.apply(other, folder, Helpers.request(other, Helpers.TO_FSDEV));
            assertThat(other.writes()).isEmpty();
            assertThat(second.answers().getLast()).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
                assertThat(refused.refusal().kind()).isEqualTo(Problem.Kind.BLOCKED);
                assertThat(refused.refusal().what())
                        .contains("pid " + ProcessHandle.current().pid());
            });
            assertThat(running.get(30, TimeUnit.SECONDS).answers()).last().isInstanceOf(Answer.TreeEnd.class);
        }
    }

    @Test
    void theLockIsFreeAgainAfterwards() throws Exception {
        Helpers.apply(kernel, folder, Helpers.request(kernel, Helpers.TO_FSDEV));
        List<io.github.daxboard.plan.Change> back =
                List.of(new io.github.daxboard.plan.Change.SwitchMode(DEVICE, Mode.DEVDAX));
        Helpers.Ran ran = Helpers.apply(kernel, folder, Helpers.request(kernel, back));
        assertThat(ran.answers()).last().isInstanceOf(Answer.TreeEnd.class);
        assertThat(mode()).contains(Mode.DEVDAX);
    }

    @Test
    void aLockThatIsALinkIsNotFollowed() throws Exception {
        Path elsewhere = Files.createFile(folder.resolve("elsewhere"));
        Files.createSymbolicLink(Helpers.places(folder).lock(), elsewhere);
        Problem refusal = refused(Helpers.apply(kernel, folder, Helpers.request(kernel, Helpers.TO_FSDEV)));
        assertThat(refusal.evidence()).singleElement().asString().contains("ELOOP");
        assertThat(elsewhere).isEmptyFile();
    }

    @Test
    void noPlanBeginsOnceTheProcessIsToldToEnd() throws Exception {
        PipedInputStream in = new PipedInputStream();
        try (PipedOutputStream client = new PipedOutputStream(in);
                Answers answers = new Answers(OutputStream.nullOutputStream())) {
            GuardedApply guarded =
                    new GuardedApply(kernel, Helpers.places(folder), Helpers.CALLER, Helpers.CLOCK, System.err);
            ApplySession session = new ApplySession(Verb.APPLY, guarded, kernel, in, answers, Helpers.CLOCK);
            session.holdBack();
            Thread running = Thread.ofPlatform().daemon().start(() -> {
                try {
                    session.run();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            client.write(Helpers.request(kernel, Helpers.TO_FSDEV).getBytes(StandardCharsets.UTF_8));
            client.flush();
            running.join(Duration.ofMillis(500));
            assertThat(kernel.writes()).isEmpty();
        }
    }

    /** Whoever listens for a cancel while a plan runs. */
    private static boolean somebodyListens() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("cancel"));
    }

    @Test
    void aCancelIsHeardBehindLinesThatAreNotUnderstood() throws Exception {
        PipedInputStream in = new PipedInputStream(1 << 20);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PipedOutputStream client = new PipedOutputStream(in)) {
            client.write(Helpers.request(kernel, Helpers.TO_FSDEV).getBytes(StandardCharsets.UTF_8));
            boolean[] sent = {false};
            kernel.beforeWrites((path, value, other) -> {
                if (!sent[0]) {
                    sent[0] = true;
                    send(client, "}{\n" + "x".repeat(100_000) + "\n{\"v\":2,\"ask\":\"tree\"}\n\n");
                    send(client, new RequestCodec().print(new Request.Cancel()) + "\n");
                }
            });
            Helpers.apply(kernel, folder, in, out);
        }
        assertThat(Helpers.answers(out))
                .filteredOn(answer -> answer instanceof Answer.Ended)
                .singleElement()
                .satisfies(ended -> {
                    Outcome outcome = ((Answer.Ended) ended).outcome();
                    assertThat(outcome.verdict()).isEqualTo(Outcome.Verdict.FAILED_UNDONE);
                    assertThat(outcome.failure().orElseThrow().kind()).isEqualTo(Problem.Kind.CANCELLED);
                });
        assertThat(mode()).contains(Mode.DEVDAX);
    }

    /** Sends, and where that was a cancel waits until it was heard: who listens ends then. */
    private static void send(OutputStream client, String text) {
        try {
            client.write(text.getBytes(StandardCharsets.UTF_8));
            client.flush();
            if (text.contains("cancel")) {
                await(() -> !somebodyListens());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
