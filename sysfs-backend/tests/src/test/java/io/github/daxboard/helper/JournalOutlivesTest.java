// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.ConfirmedRun.Result;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.helper.Kinds.Kind;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.text.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A disk that is full at any byte and then has room again, a journal that is cut at any byte, and one that can't be read: none
 * locks the helper up, loses a plan that ended, or offers to undo one that was done.
 *
 * <p>{@code -Ddaxboard.kills=full} takes every byte of every kind of plan, as {@code verify --all} does, and else every so many
 * bytes of some kinds.
 */
@Timeout(1800)
class JournalOutlivesTest {
    private static final boolean FULL = "full".equals(System.getProperty("daxboard.kills"));
    private static final Set<String> SHOWN = Set.of("devdax to system-ram", "create by size", "several");

    private static final EachByte CUT_AT = new EachByte();
    private static final EachByte FULL_AT = new EachByte();

    @TempDir(factory = InMemory.class)
    private Path folder;

    private SimulatedKernel kernel = Kinds.all().getFirst().ready();

    @BeforeEach
    void makeFolder() throws Exception {
        new Journals(new PrivateFiles(), Helpers.places(folder).journal()).makeFolder();
    }

    @AfterAll
    static void say() {
        System.out.println("journals: " + kinds().count() + " kinds, cut at " + CUT_AT.tried() + " bytes, disk full at "
                + FULL_AT.tried() + " bytes, each in two ways, "
                + (CUT_AT.wrong() + FULL_AT.wrong()) + " wrong"
                + (FULL ? "" : " (a sample; -Ddaxboard.kills=full takes every byte)"));
    }

    static Stream<Kind> kinds() {
        return Kinds.all().stream().filter(kind -> FULL || SHOWN.contains(kind.name()));
    }

    private GuardedApply helper(Disk disk) {
        PrintStream errors = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new GuardedApply(
                kernel, Helpers.places(folder), Helpers.CALLER, Helpers.CLOCK, errors, new PrivateFiles(disk));
    }

    private Result run(Plan plan, Disk disk) {
        return helper(disk).run(plan.order(), plan.digest(), event -> {}, Cancel.never());
    }

    private Optional<Unfinished> unfinished() throws RefusedException {
        return new PastPlans(kernel, Helpers.places(folder)).unfinished();
    }

    private Path journals() {
        return Helpers.places(folder).journal();
    }

    private Path only() throws IOException {
        try (Stream<Path> files = Files.list(journals())) {
            return files.toList().getFirst();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aDiskThatIsFullAtAnyByteLocksNothingUp(Kind kind) throws Exception {
        FullDisk whole = FullDisk.roomy();
        assertThat(new Host(Files.createDirectory(folder.resolve("whole")), kind.ready())
                        .run(kind.plan(kind.ready()), whole))
                .isInstanceOf(Result.Ran.class);
        long step = FULL ? 1 : Math.max(1, whole.taken() / 60);
        FULL_AT.of(kind, folder, whole.taken(), step, host -> new FullAt(kind, host));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aJournalThatIsCutAtAnyByteCanBeEnded(Kind kind) throws Exception {
        Written written = Written.by(kind, Files.createDirectory(folder.resolve("whole")));
        int all = written.text().length;
        CUT_AT.of(kind, folder, all, FULL ? 1 : Math.max(1, all / 150), host -> new CutAt(kind, written, host));
        // A line that lacks nothing but its end is one that a sample would hardly meet.
        CutAt ends = new CutAt(kind, written, new Host(Files.createDirectory(folder.resolve("ends")), kind.ready()));
        for (int part = 0; part < written.parts().size(); part++) {
            ends.at(written.parts().get(part).from());
            ends.at(written.end(part) - 1);
        }
    }

    /** Each call that changes a file fails once, or from then on, with and without a torn line that can't be cut off at once. */
    @Test
    void aDiskThatFailsAtAnyCallLocksNothingUp() throws Exception {
        Kind kind = Kinds.all().stream()
                .filter(one -> one.name().equals("several"))
                .findFirst()
                .orElseThrow();
        FullAt plan = new FullAt(kind, new Host(Files.createDirectory(folder.resolve("calls")), kind.ready()));
        for (String failing : List.of("write", "sync", "cut", "reserve", "rename", "remove")) {
            boolean often = failing.equals("write") || failing.equals("sync");
            for (int first = 1; first <= (often ? 90 : 4); first += often && !FULL ? 4 : 1) {
                int nth = first;
                plan.on(() -> FailingDisk.with((call, count) -> call.equals(failing) && count == nth));
                plan.on(() -> FailingDisk.with((call, count) -> call.equals(failing) && count >= nth));
                plan.on(() ->
                        FailingDisk.with((call, count) -> (call.equals(failing) && (count == nth || count == nth + 5))
                                || (call.equals("cut") && count == 2)));
            }
        }
    }

    @Test
    void whereNoRoomCanBeReservedNothingIsBegun() throws Exception {
        int writes = kernel.writes().size();
        Disk disk = FailingDisk.with((call, nth) -> call.equals("reserve"));
        assertThat(run(Kinds.all().getFirst().plan(kernel), disk))
                .isInstanceOfSatisfying(
                        Result.Refused.class,
                        refused -> assertThat(refused.refusal().asText())
                                .contains("The journal can't be used", "cannot reserve room"));
        assertThat(kernel.writes()).hasSize(writes);
        assertThat(journals()).isEmptyDirectory();
    }

    private interface OnMount {
        void run(Path helper) throws Exception;
    }

    /** One of the folders of a helper is a file system of its own. */
    private void mounted(String part, OnMount test) throws Exception {
        Path helper = Files.createDirectory(folder.resolve("with-" + part));
        Path small = Files.createDirectory(helper.resolve(part));
        Assumptions.assumeTrue(
                mount("mount", "-t", "tmpfs", "-o", "size=4m,mode=0700", "none", small.toString()),
                "a tmpfs can't be mounted here");
        try {
            test.run(helper);
        } finally {
            mount("umount", small.toString());
        }
    }

    private static void remount(Path small, String how) throws Exception {
        assertThat(mount("mount", "-o", "remount," + how, small.toString())).isTrue();
    }

    /** The kernel makes a file system read-only after an error: the cause is said, and the past can be seen. */
    @ParameterizedTest
    @ValueSource(strings = {"lib", "audit"})
    void onAReadOnlyFileSystemNothingIsBegunAndTheCauseIsSaid(String part) throws Exception {
        mounted(part, helper -> {
            Host host = new Host(helper, Kinds.all().getFirst().ready());
            host.runsAnother();
            remount(helper.resolve(part), "ro");
            host.refusesAnother(FullDisk.roomy(), "EROFS");
            assertThat(host.ended()).hasSize(1);
            assertThat(host.unfinished()).isEmpty();
        });
    }

    /** It is not said to be forgotten as long as it is there. */
    @Test
    void onAReadOnlyFileSystemAPlanStaysUnfinishedUntilItCanBeWritten() throws Exception {
        mounted("lib", helper -> {
            Kind kind = Kinds.all().getFirst();
            Host host = new Host(helper, kind.ready());
            host.runUntilKilled(kind.plan(host.kernel()), Mortal.atWrite(3));
            remount(helper.resolve("lib"), "ro");
            host.refusesAnother(FullDisk.roomy(), "daxboard recover");
            assertThat(host.recover(Recovery.FORGET, FullDisk.roomy()))
                    .isInstanceOfSatisfying(
                            Result.Refused.class,
                            refused -> assertThat(refused.refusal().asText())
                                    .contains("could not be marked as ended", "EROFS"));
            assertThat(host.unfinished()).isPresent();
            remount(helper.resolve("lib"), "rw");
            assertThat(host.recover(Recovery.FORGET, FullDisk.roomy())).isInstanceOf(Result.Ran.class);
            host.runsAnother();
        });
    }

    private void isUnknownAndCanBePutAside(String why) throws Exception {
        Plan plan = Kinds.all().getFirst().plan(kernel);
        int writes = kernel.writes().size();
        assertThat(run(plan, FullDisk.roomy())).isInstanceOfSatisfying(Result.Refused.class, refused -> {
            assertThat(refused.refusal().kind()).isEqualTo(Problem.Kind.BLOCKED);
            assertThat(refused.refusal().asText()).contains("Not known whether", "recover forget");
        });
        assertThat(unfinished()).hasValueSatisfying(left -> {
            assertThat(left.offers()).containsExactly(Recovery.FORGET);
            assertThat(left.isReadable()).isFalse();
            assertThat(left.told().stream().map(Message::english).collect(Collectors.joining("\n")))
                    .contains(why);
        });
        // The disk is full, too.
        assertThat(helper(new FullDisk(0, true)).recover(Recovery.FORGET, event -> {}, Cancel.never()))
                .isInstanceOf(Result.Ran.class);
        assertThat(unfinished()).isEmpty();
        assertThat(journals().resolve("7.unreadable")).exists();
        assertThat(kernel.writes()).hasSize(writes);
        assertThat(run(plan, FullDisk.roomy())).isInstanceOf(Result.Ran.class);
        assertThat(journals().resolve("8.jsonl")).exists();
    }

    /** A small file system of its own is filled by somebody else after the plan's first write: its room was reserved. */
    @Test
    void aDiskThatOthersFillMeanwhileCostsNoLine() throws Exception {
        Path small = Files.createDirectory(folder.resolve("lib2"));
        boolean mounted = mount("mount", "-t", "tmpfs", "-o", "size=4m,mode=0700", "none", small.toString());
        Assumptions.assumeTrue(mounted, "a tmpfs can't be mounted here");
        try {
            Path journal = small.resolve("journal");
            kernel.beforeWrites((path, value, other) -> fill(small.resolve("filler")));
            PrintStream errors = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
            GuardedApply.Places places = new GuardedApply.Places(
                    Helpers.places(folder).lock(), Helpers.places(folder).audit(), journal);
            GuardedApply guarded = new GuardedApply(kernel, places, Helpers.CALLER, Helpers.CLOCK, errors);
            Plan plan = Kinds.all().getFirst().plan(kernel);
            Result result = guarded.run(plan.order(), plan.digest(), event -> {}, Cancel.never());
            assertThat(((Result.Ran) result).outcome().verdict()).isEqualTo(Verdict.DONE);
            // What was reserved and not needed has been given back.
            assertThat(Files.getFileStore(small).getUsableSpace())
                    .isBetween(DiskJournal.RESERVE - (64 << 10), DiskJournal.RESERVE);
            assertThat(Files.readString(journal.resolve("1.jsonl"))).contains("plan-ends");
        } finally {
            mount("umount", small.toString());
        }
    }

    private static boolean mount(String... words) throws Exception {
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor() == 0;
    }

    private static void fill(Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException full) {
            // That is what it is for.
        }
    }

    @Test
    void anEmptyJournalIsOfAPlanThatWroteNothing() throws Exception {
        Files.createFile(journals().resolve("7.jsonl"));
        assertThat(unfinished()).isEmpty();
        assertThat(run(Kinds.all().getFirst().plan(kernel), FullDisk.roomy())).isInstanceOf(Result.Ran.class);
    }

    @Test
    void aFolderInItsPlaceIsPutAside() throws Exception {
        Files.createDirectory(journals().resolve("7.jsonl"));
        isUnknownAndCanBePutAside("not a plain file");
    }

    @Test
    void zerosAfterAPowerCutArePutAside() throws Exception {
        Files.write(journals().resolve("7.jsonl"), new byte[4096]);
        isUnknownAndCanBePutAside("does not have a journal's format");
    }

    @Test
    void aFileThatOthersMayWriteToIsPutAside() throws Exception {
        Path file = Files.createFile(journals().resolve("7.jsonl"));
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-rw-rw-"));
        isUnknownAndCanBePutAside("may write to");
    }

    @Test
    void tenGigabytesAreNotReadAndCanBePutAside() throws Exception {
        try (RandomAccessFile file =
                new RandomAccessFile(journals().resolve("7.jsonl").toFile(), "rw")) {
            file.setLength(10L << 30);
        }
        isUnknownAndCanBePutAside("has more than");
    }

    @Test
    void aLineRightBehindATornOneIsReadAllTheSame() throws Exception {
        run(Kinds.all().getFirst().plan(kernel), FullDisk.roomy());
        String text = Files.readString(only());
        int last = text.lastIndexOf("{\"v\":2,\"is\":\"plan-ends\"");
        Files.writeString(only(), text.substring(0, last) + "{\"v\":2,\"is\":\"did\",\"chan" + text.substring(last));
        assertThat(unfinished()).isEmpty();
        assertThat(new PastPlans(kernel, Helpers.places(folder)).ended()).hasSize(1);
    }

    /** It could not be cut off, and was kept apart: the machine's own writing, so no damage, and nothing of it counts. */
    @Test
    void aTornLineInTheMiddleIsNoDamage() throws Exception {
        Kind kind = Kinds.all().getFirst();
        Host host = new Host(Files.createDirectory(folder.resolve("torn")), kind.ready());
        host.runUntilKilled(kind.plan(host.kernel()), Mortal.atWrite(3));
        Path file = host.journals().resolve("1.jsonl");
        Optional<Unfinished> before = host.unfinished();
        String text = Files.readString(file);
        int last = text.lastIndexOf("{\"v\":2,\"is\":");
        Files.writeString(file, text.substring(0, last) + "{\"v\":2,\"is\":\"did\",\"chan\n" + text.substring(last));
        assertThat(before).isPresent();
        assertThat(host.unfinished().map(Unfinished::told)).isEqualTo(before.map(Unfinished::told));
        assertThat(host.unfinished().map(Unfinished::offers)).isEqualTo(before.map(Unfinished::offers));
    }

    @Test
    void noMoreAreKeptThanSo() throws Exception {
        for (int number = 1; number <= 150; number++) {
            Files.createFile(journals().resolve(number + ".jsonl"));
            Files.createFile(journals().resolve((1000 + number) + ".unreadable"));
        }
        new Journals(new PrivateFiles(), journals()).removeOldest();
        try (Stream<Path> left = Files.list(journals())) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .hasSize(110)
                    .contains("150.jsonl", "51.jsonl", "1150.unreadable", "1141.unreadable");
        }
    }

    @Test
    void noMoreBytesAreKeptThanSo() throws Exception {
        for (int number = 1; number <= 4; number++) {
            Path file = journals().resolve(number + ".jsonl");
            try (RandomAccessFile journal = new RandomAccessFile(file.toFile(), "rw")) {
                journal.setLength(Journals.MOST_BYTES - 1);
            }
        }
        new Journals(new PrivateFiles(), journals()).removeOldest();
        try (Stream<Path> left = Files.list(journals())) {
            assertThat(left.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("4.jsonl", "3.jsonl");
        }
    }

    @Test
    void theAuditLogGoesOnInAFileOfItsOwnAndTheNewestLinesStay() throws Exception {
        Path audit = Helpers.places(folder).audit();
        PrintStream errors = System.err;
        for (int plan = 0; plan < 150; plan++) {
            try (AuditLog log = AuditLog.open(new PrivateFiles(), audit, Helpers.CALLER, Helpers.CLOCK, errors, 2000)) {
                log.begin(List.of("plan " + plan), "digest");
                log.end("done");
            }
        }
        try (Stream<Path> files = Files.list(audit)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1 + AuditLog.KEPT);
            for (Path one : all) {
                assertThat(Files.size(one)).isLessThan(2500);
            }
        }
        assertThat(Files.readString(audit.resolve("audit.jsonl"))).contains("plan 149");
        // The oldest go, and of two that stay none between them went.
        try (Stream<Path> files = Files.list(audit)) {
            List<Integer> numbers = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("audit-"))
                    .map(name -> Integer.parseInt(name.replaceAll("\\D", "")))
                    .sorted()
                    .toList();
            assertThat(numbers.getFirst()).isGreaterThan(AuditLog.KEPT);
            assertThat(numbers.getLast() - numbers.getFirst()).isEqualTo(AuditLog.KEPT - 1);
        }
    }

    @Test
    void oneLongPlanHasMoreThanOneFileOfTheLog() throws Exception {
        Path audit = Helpers.places(folder).audit();
        PrintStream errors = System.err;
        try (AuditLog log = AuditLog.open(new PrivateFiles(), audit, Helpers.CALLER, Helpers.CLOCK, errors, 2000)) {
            for (int write = 0; write < 100; write++) {
                log.writing("/sys/" + write, "1");
            }
        }
        try (Stream<Path> files = Files.list(audit)) {
            assertThat(files)
                    .hasSizeBetween(3, 1 + AuditLog.KEPT)
                    .allSatisfy(file -> assertThat(Files.size(file)).isLessThan(2500));
        }
    }

    private List<String> logged(Disk disk, long most, int lines) throws Exception {
        Path audit = Helpers.places(folder).audit();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        PrivateFiles files = new PrivateFiles(disk);
        try (AuditLog log = AuditLog.open(files, audit, Helpers.CALLER, Helpers.CLOCK, nowhere, most)) {
            for (int line = 1; line <= lines; line++) {
                log.writing("/sys/line" + line, "1");
            }
        }
        return Files.readAllLines(audit.resolve("audit.jsonl"));
    }

    @Test
    void aTornLineThatCouldNotBeCutOffTakesNoLaterLineWithIt() throws Exception {
        Disk disk = FailingDisk.with(
                (call, nth) -> (call.equals("write") && (nth == 2 || nth == 4)) || (call.equals("cut") && nth == 1));
        assertThat(logged(disk, AuditLog.MOST_BYTES, 5))
                .filteredOn(line -> line.endsWith("}"))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("/sys/line1"))
                .anySatisfy(line -> assertThat(line).contains("/sys/line3"))
                .anySatisfy(line -> assertThat(line).contains("/sys/line5"));
    }

    @Test
    void whatCannotBeRenamedIsWrittenOn() throws Exception {
        assertThat(logged(FailingDisk.with((call, nth) -> call.equals("rename")), 300, 20))
                .hasSize(20);
    }

    @Test
    void aHelperThatWasKilledInALineOfTheLogSpoilsNotTheNext() throws Exception {
        Host host = new Host(Files.createDirectory(folder.resolve("torn")), kernel);
        host.runsAnother();
        Path log = folder.resolve("torn/audit/audit.jsonl");
        Files.writeString(log, Files.readString(log) + "{\"time\":\"2026-11-2");
        host.runsAnother();
        assertThat(host.isLogInLines()).isTrue();
    }

    @Test
    void aLogThatIsNotOnTheDiskForCertainStopsThePlan() {
        int writes = kernel.writes().size();
        Disk disk = FailingDisk.with((call, nth) -> call.equals("sync") && nth == 1);
        assertThat(run(Kinds.all().getFirst().plan(kernel), disk))
                .isInstanceOfSatisfying(
                        Result.Refused.class,
                        refused -> assertThat(refused.refusal().asText())
                                .contains("The audit log could not be written", "cannot sync"));
        assertThat(kernel.writes()).hasSize(writes);
    }

    /** One that was never bounded is renamed as any other, with the plan's lines in one of their own. */
    @Test
    void anAuditLogOfThreeGigabytesKeepsNothingFromItsWork() throws Exception {
        Host host = new Host(Files.createDirectory(folder.resolve("long")), kernel);
        host.runsAnother();
        Path log = folder.resolve("long/audit/audit.jsonl");
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(3L << 30);
        }
        host.runsAnother();
        assertThat(Files.size(log.resolveSibling("audit-1.jsonl"))).isEqualTo(3L << 30);
        assertThat(Files.readString(log)).contains("\"event\":\"end\"");
    }

    @Test
    void theLockSaysWhoHasItWhateverItsFileSays() throws Exception {
        Path file = folder.resolve("lock");
        PrivateFiles files = new PrivateFiles();
        try (HostLock _ = HostLock.take(files, file)) {
            Files.writeString(file, "1\n");
            try {
                HostLock.take(files, file).close();
                org.junit.jupiter.api.Assertions.fail("it is locked");
            } catch (RefusedException e) {
                assertThat(e.refusal().what())
                        .contains("pid " + ProcessHandle.current().pid() + ")");
            }
        }
    }
}
