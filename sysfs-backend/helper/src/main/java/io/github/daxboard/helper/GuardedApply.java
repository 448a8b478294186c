// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.ConfirmedRun;
import io.github.daxboard.apply.ConfirmedRun.Result;
import io.github.daxboard.apply.Executor;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.PlanProgress;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.linux.RealKernel;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Reading;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.protocol.JournalLine;
import io.github.daxboard.text.Message;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Changes a real host: one helper at a time, by the plan that was confirmed, with each write in the audit log and each step
 * in the plan's journal before it is done.
 */
final class GuardedApply {
    private final KernelPort kernel;
    private final Places places;
    private final Caller caller;
    private final Clock clock;
    private final PrintStream errors;
    private final PrivateFiles files;

    /**
     * Where the lock, the audit log and the journals are. They are fixed where the helper runs; only a test gives others.
     *
     * @param lock the file that is locked
     * @param audit the folder of the audit log
     * @param journal the folder of the journals
     */
    record Places(Path lock, Path audit, Path journal) {
        static final Places STANDARD = new Places(
                Path.of("/run/daxboard.lock"), Path.of("/var/log/daxboard"), Path.of("/var/lib/daxboard/journal"));
    }

    /** Guards the changes of a kernel. */
    GuardedApply(KernelPort kernel, Places places, Caller caller, Clock clock, PrintStream errors) {
        this(kernel, places, caller, clock, errors, new PrivateFiles());
    }

    /** The same with files on another disk, for tests. */
    GuardedApply(KernelPort kernel, Places places, Caller caller, Clock clock, PrintStream errors, PrivateFiles files) {
        this.files = files;
        this.kernel = kernel;
        this.places = places;
        this.caller = caller;
        this.clock = clock;
        this.errors = errors;
    }

    /** For this process on this machine, which must be root's. */
    static GuardedApply standard(KernelPort kernel, Map<String, String> environment, PrintStream errors) {
        Caller caller = Caller.of(environment, PosixCalls.loaded().effectiveUser());
        return new GuardedApply(kernel, Places.STANDARD, caller, Clock.systemUTC(), errors);
    }

    /** What is done under the lock, with the log open. */
    private interface Guarded {
        Result run(AuditLog log, Journals journals) throws RefusedException;
    }

    private Result guarded(boolean recovery, Guarded work) {
        files.makeAllPrivate();
        try {
            HostLock lock = HostLock.take(files, places.lock());
            try (KernelPort.Hold _ = holdLooks();
                    AuditLog log = openLog(recovery)) {
                Journals journals = new Journals(files, places.journal());
                journals.makeFolder();
                return work.run(log, journals);
            } finally {
                lock.close();
            }
        } catch (RefusedException e) {
            return new Result.Refused(e.refusal());
        }
    }

    /** A recovery goes on without a log where the disk is full: it must not be refused for what it could mend. */
    private AuditLog openLog(boolean recovery) throws RefusedException {
        return recovery
                ? AuditLog.openIfPossible(files, places.audit(), caller, clock, errors)
                : AuditLog.open(files, places.audit(), caller, clock, errors);
    }

    /**
     * Devices are looked into under the lock, and by nobody while they are changed. Where the lock can't be opened, nobody can
     * look at all, and what devices hold is not known; that keeps no recovery from its work.
     */
    private KernelPort.Hold holdLooks() throws RefusedException {
        Reading<KernelPort.Hold> looks = kernel.holdLooks();
        if (looks.equals(new Reading.Unreadable<>(Errno.EAGAIN))) {
            throw new RefusedException(looksNotHeld(looks.message()));
        }
        return looks.value().orElse(() -> {});
    }

    private static Problem looksNotHeld(Message why) {
        return Problem.keyed(Problem.Kind.FAILED, "helper.looks", "/dev")
                .withSeen(List.of(Message.of("read.file", RealKernel.LOOKS, why)));
    }

    /**
     * Carries an order out if the host gives the plan whose digest this is. Refuses when another helper works, and as long as
     * a plan is there that did not end.
     */
    Result run(Order order, String digest, Consumer<ApplyEvent> progress, Cancel cancel) {
        return guarded(false, (log, journals) -> {
            Optional<PlanJournal> before = journals.unfinished();
            if (before.isPresent()) {
                return new Result.Refused(Journals.inTheWay(before.get()));
            }
            journals.removeOldest();
            try (DiskJournal journal = journal(journals, journals.next())) {
                return logged(
                        log,
                        words(order),
                        digest,
                        () -> new ConfirmedRun(new AuditingKernel(kernel, log), clock, journal)
                                .run(order, digest, progress, cancel));
            }
        });
    }

    /** Ends the plan that did not. */
    Result recover(Recovery how, Consumer<ApplyEvent> progress, Cancel cancel) {
        return guarded(true, (log, journals) -> {
            Optional<PlanJournal> found = journals.unfinished();
            if (found.isEmpty()) {
                return new Result.Refused(Recoveries.nothing());
            }
            Unfinished plan = found.get().unfinished(boot());
            if (!plan.offers().contains(how)) {
                return new Result.Refused(Recoveries.notOffered(plan));
            }
            List<String> asked = new ArrayList<>(words(plan.order()));
            asked.addFirst("recover: " + how.name().toLowerCase(Locale.ROOT));
            String digest = found.get().begin().map(JournalLine.Begin::digest).orElse("");
            try (DiskJournal journal = journal(journals, found.get().number())) {
                return logged(log, asked, digest, () -> {
                    KernelPort audited = new AuditingKernel(kernel, log);
                    Executor executor = new Executor(audited, System::nanoTime, journal);
                    return how == Recovery.FORGET
                            ? forgotten(executor, journal, journals, found.get())
                            : ended(executor, journal, found.get(), how, progress, cancel);
                });
            }
        });
    }

    private static Result ended(
            Executor executor,
            DiskJournal journal,
            PlanJournal found,
            Recovery how,
            Consumer<ApplyEvent> listener,
            Cancel cancel) {
        // Both are there: nothing but to forget it is offered without them.
        Plan plan = found.plan().orElseThrow();
        PlanProgress progress = found.progress().orElseThrow();
        Optional<Problem> inTheWay = executor.inTheWay(plan, progress, how);
        if (inTheWay.isPresent()) {
            return new Result.Refused(inTheWay.get());
        }
        return ended(
                journal,
                how == Recovery.FINISH
                        ? executor.finish(plan, progress, listener, cancel)
                        : executor.undo(plan, progress, listener));
    }

    private static Result ended(DiskJournal journal, Outcome outcome) {
        journal.end(outcome);
        return new Result.Ran(Recoveries.withGaps(outcome, journal.gaps()));
    }

    private static Result forgotten(Executor executor, DiskJournal journal, Journals journals, PlanJournal found)
            throws RefusedException {
        Order order = found.begin().map(JournalLine.Begin::order).orElseGet(() -> Order.of(List.of()));
        Outcome outcome = executor.forget(order, found.progress());
        // A file whose lines can't be relied on is kept as it is.
        if (found.begin().isEmpty() || !found.damage().isEmpty()) {
            journals.putAside(found.number());
            return new Result.Ran(outcome);
        }
        Result result = ended(journal, outcome);
        return journals.unfinished().isPresent() ? new Result.Refused(Journals.notForgotten(journal.gaps())) : result;
    }

    private DiskJournal journal(Journals journals, long number) {
        return new DiskJournal(files, journals.file(number), boot(), caller.text(), clock, errors);
    }

    private String boot() {
        return BootId.of(kernel);
    }

    private static List<String> words(Order order) {
        return order.changes().stream().map(Change::describe).toList();
    }

    private interface Work {
        Result run() throws RefusedException;
    }

    private Result logged(AuditLog log, List<String> asked, String digest, Work work) throws RefusedException {
        log.begin(asked, digest);
        String verdict = "a mistake in the helper ended it";
        try {
            Result result = work.run();
            verdict = verdict(result);
            return result;
        } finally {
            log.end(verdict);
            errors.println("daxboard-helper: " + caller.text() + ": " + String.join(", ", asked) + ": " + verdict);
        }
    }

    private static String verdict(Result result) {
        return switch (result) {
            case Result.Ran(var outcome) ->
                outcome.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-');
            case Result.Moved() -> "moved";
            case Result.Refused(Problem refusal) -> "refused: " + refusal.what();
        };
    }
}
