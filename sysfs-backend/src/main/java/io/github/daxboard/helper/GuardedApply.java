// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.ConfirmedRun;
import io.github.daxboard.apply.ConfirmedRun.Result;
import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Changes a real host: one at a time, by the plan that was confirmed, with each write in the audit log. */
final class GuardedApply {
    private final KernelPort kernel;
    private final Places places;
    private final Caller caller;
    private final Clock clock;
    private final PrintStream errors;

    /**
     * Where the lock and the audit log are. Both are fixed where the helper runs; only a test gives others.
     *
     * @param lock the file that is locked
     * @param audit the folder of the audit log
     */
    record Places(Path lock, Path audit) {
        static final Places STANDARD = new Places(Path.of("/run/daxboard.lock"), Path.of("/var/log/daxboard"));
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

    /** Carries changes out if the host gives the plan whose digest this is. Refuses when another helper works. */
    Result run(Order order, String digest, Consumer<ApplyEvent> progress, Cancel cancel) {
        PrivateFiles files = new PrivateFiles();
        files.makeAllPrivate();
        try {
            HostLock lock = HostLock.take(files, places.lock());
            try (AuditLog log = AuditLog.open(files, places.audit(), caller, clock, errors)) {
                return logged(log, order, digest, progress, cancel);
            } finally {
                lock.close();
            }
        } catch (RefusedException e) {
            return new Result.Refused(e.refusal());
        }
    }

    private Result logged(AuditLog log, Order order, String digest, Consumer<ApplyEvent> progress, Cancel cancel)
            throws RefusedException {
        List<String> asked = order.changes().stream().map(Change::describe).toList();
        log.begin(asked, digest);
        String verdict = "a mistake in the helper ended it";
        try {
            Result result =
                    new ConfirmedRun(new AuditingKernel(kernel, log), clock).run(order, digest, progress, cancel);
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
            case Result.Refused(var refusal) -> "refused: " + refusal.what();
        };
    }
}
