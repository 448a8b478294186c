// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.ConfirmedRun;
import io.github.daxboard.apply.ConfirmedRun.Result;
import io.github.daxboard.apply.Executor;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Progress;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Refusal;
import io.github.daxboard.sysfs.DaxBus;
import java.io.IOException;
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
    private static final KernelPath BOOT_ID = new KernelPath("/proc/sys/kernel/random/boot_id");

    private final KernelPort kernel;
    private final Places places;
    private final Caller caller;
    private final Clock clock;
    private final PrintStream errors;
    private final PrivateFiles files = new PrivateFiles();

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
        this.kernel = kernel;
        this.places = places;
        this.caller = caller;
        this.clock = clock;
        this.errors = errors;
    }

    /** For this process on this machine, which must be root's. */
    static GuardedApply standard(KernelPort kernel, Map<String, String> environment, PrintStream errors) {
        Caller caller = Caller.of(environment, new PrivateFiles().effectiveUser());
        return new GuardedApply(kernel, Places.STANDARD, caller, Clock.systemUTC(), errors);
    }

    /** What is done under the lock, with the log open. */
    private interface Guarded {
        Result run(AuditLog log, Journals journals) throws RefusedException;
    }

    /** Before the lock is taken, since no device is opened while it is held; what was seen is remembered by the kernel's view. */
    private void lookIntoDevices() {
        new DaxBus(kernel).devices().value().orElse(List.of()).forEach(kernel::superblock);
    }

    private Result guarded(Guarded work) {
        files.makeAllPrivate();
        lookIntoDevices();
        try {
            HostLock lock = HostLock.take(files, places.lock());
            try (AuditLog log = AuditLog.open(files, places.audit(), caller, clock, errors)) {
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

    /**
     * Carries an order out if the host gives the plan whose digest this is. Refuses when another helper works, and as long as
     * a plan is there that did not end.
     */
    Result run(Order order, String digest, Consumer<ApplyEvent> progress, Cancel cancel) {
        return guarded((log, journals) -> {
            Optional<PlanJournal> before = journals.unfinished();
            if (before.isPresent()) {
                return new Result.Refused(Journals.inTheWay(before.get()));
            }
            try (DiskJournal journal = journal(journals, journals.next())) {
                Result result = logged(
                        log,
                        words(order),
                        digest,
                        () -> new ConfirmedRun(new AuditingKernel(kernel, log), clock, journal)
                                .run(order, digest, progress, cancel));
                journals.removeOldest();
                return result;
            }
        });
    }

    /** Ends the plan that did not. */
    Result recover(Recovery how, Consumer<ApplyEvent> progress, Cancel cancel) {
        return guarded((log, journals) -> {
            Optional<PlanJournal> found = journals.unfinished();
            if (found.isEmpty()) {
                return new Result.Refused(Recoveries.nothing());
            }
            Unfinished plan = found.get().unfinished(boot());
            if (!plan.offers().contains(how)) {
                return new Result.Refused(Recoveries.notOffered(plan));
            }
            long number = journals.newest();
            cut(journals.file(number));
            List<String> asked = new ArrayList<>(words(plan.order()));
            asked.addFirst("recover: " + how.name().toLowerCase(Locale.ROOT));
            try (DiskJournal journal = journal(journals, number)) {
                return logged(log, asked, found.get().begin().digest(), () -> {
                    KernelPort audited = new AuditingKernel(kernel, log);
                    Outcome outcome = recovered(
                            new Executor(audited, System::nanoTime, journal), found.get(), how, progress, cancel);
                    journal.end(outcome);
                    return new Result.Ran(outcome);
                });
            }
        });
    }

    private static Outcome recovered(
            Executor executor, PlanJournal found, Recovery how, Consumer<ApplyEvent> listener, Cancel cancel) {
        Optional<Progress> progress = found.progress();
        if (how == Recovery.FORGET) {
            return executor.forget(found.begin().order(), progress);
        }
        // Both are there: nothing but to forget it is offered without them.
        Plan plan = found.plan().orElseThrow();
        return how == Recovery.FINISH
                ? executor.finish(plan, progress.orElseThrow(), listener, cancel)
                : executor.undo(plan, progress.orElseThrow(), listener);
    }

    private void cut(Path file) throws RefusedException {
        try {
            files.cutAfterLastLine(file);
        } catch (IOException e) {
            throw new RefusedException(Journals.unusable(file, String.valueOf(e.getMessage())));
        }
    }

    private DiskJournal journal(Journals journals, long number) {
        return new DiskJournal(files, journals.file(number), boot(), caller.text(), clock, errors);
    }

    private String boot() {
        return kernel.read(BOOT_ID).value().orElse("");
    }

    private static List<String> words(Order order) {
        return order.changes().stream().map(Change::describe).toList();
    }

    private interface Work {
        Result run();
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
            case Result.Refused(Refusal refusal) -> "refused: " + refusal.what();
        };
    }
}
