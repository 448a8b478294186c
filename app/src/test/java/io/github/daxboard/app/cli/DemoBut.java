// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.apply.HowFar;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Pending;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.apply.Unfinished.Left;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.client.HostAddress;
import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostConnection.Applied;
import io.github.daxboard.client.HostException;
import io.github.daxboard.client.HostOpener;
import io.github.daxboard.client.HostSettings;
import io.github.daxboard.client.Hosts;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.text.Message;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The demo, whose writes take no time, and which answers some calls in another way. */
final class DemoBut {
    /** What a call gives in place of the demo's own answer. */
    @FunctionalInterface
    interface Instead {
        Object answer(HostConnection demo) throws HostException;
    }

    private static final Order ORDER = Order.of(List.of(new Change.SwitchMode(DeviceName.of("dax0.1"), Mode.FSDEV)));

    private DemoBut() {}

    /** The real hosts; the demo's writes take no time. */
    static HostOpener hosts() {
        HostSettings usual = HostSettings.standard();
        HostSettings quick = new HostSettings(
                usual.checkout(),
                usual.labFolder(),
                usual.ssh(),
                usual.pkexec(),
                usual.helper(),
                Duration.ZERO,
                usual.ownHelper());
        return new Hosts(quick, Clock.systemUTC());
    }

    /** Answers the calls that are named so; hosts at other addresses are as they are. */
    static HostOpener with(Map<String, Instead> answers) {
        HostOpener hosts = hosts();
        return (address, progress) -> {
            HostConnection host = hosts.open(address, progress);
            return address instanceof HostAddress.Demo ? but(host, answers) : host;
        };
    }

    /** A host that answers some calls in another way. */
    static HostConnection but(HostConnection demo, Map<String, Instead> answers) {
        return (HostConnection) Proxy.newProxyInstance(
                HostConnection.class.getClassLoader(), new Class<?>[] {HostConnection.class}, (self, method, args) -> {
                    Instead instead = answers.get(method.getName());
                    if (instead != null) {
                        return instead.answer(demo);
                    }
                    try {
                        return method.invoke(demo, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** On which one plan was carried out, and one was begun that did not end. */
    static HostOpener withPast() {
        return with(past());
    }

    /** The answers of {@link #withPast}. */
    static Map<String, Instead> past() {
        return Map.of("history", DemoBut::ended, "pending", DemoBut::left, "recover", DemoBut::undone);
    }

    private static Object ended(HostConnection demo) throws HostException {
        if (demo.history().isEmpty()) {
            demo.apply(ORDER, Planner.plan(demo.snapshot(), ORDER).digest(), event -> {}, Cancel.never());
        }
        return demo.history();
    }

    private static Object left(HostConnection demo) throws HostException {
        Plan plan = Planner.plan(demo.snapshot(), ORDER);
        return new Pending.Left(new Unfinished(
                Instant.EPOCH,
                "you",
                ORDER,
                List.of(Message.verbatim("so far")),
                EnumSet.allOf(Recovery.class),
                Optional.empty(),
                Optional.of(new Left(plan, new HowFar(0, Set.of(0, 1, 2), Set.of(0, 1), Set.of(), false)))));
    }

    private static Object undone(HostConnection demo) throws HostException {
        return ended(demo, Outcome.Verdict.FAILED_UNDONE, Outcome.ChangeResult.UNDONE);
    }

    /** A plan of one change that came to an end. */
    static Applied ended(HostConnection demo, Outcome.Verdict verdict, Outcome.ChangeResult result)
            throws HostException {
        return new Applied.Ran(
                new Outcome(verdict, List.of(result), Optional.empty(), List.of(), List.of()), demo.snapshot());
    }

    /** A refusal of a kind. */
    static HostException refusal(Problem.Kind kind) {
        return new HostException(Problem.of(kind, "demo", "What happened.", "Why it did.", "What to do."));
    }
}
