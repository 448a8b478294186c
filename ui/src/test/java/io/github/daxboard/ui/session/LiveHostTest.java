// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.doctor.Finding;
import io.github.daxboard.doctor.MachineFacts;
import io.github.daxboard.doctor.MachineFacts.Rights;
import io.github.daxboard.doctor.MachineReader;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Mode;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.sim.World;
import io.github.daxboard.ui.Desk;
import io.github.daxboard.ui.Hand;
import io.github.daxboard.ui.SimHost;
import io.github.daxboard.ui.shell.Notice;
import io.github.daxboard.ui.shell.ShellViewModel;
import io.github.daxboard.ui.theme.ThemeChoice;
import io.github.daxboard.ui.theme.ThemeViewModel;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host that tells of changes is read when it tells, and not otherwise; one that does not tell is asked. */
class LiveHostTest {
    private final ExecutorService background = Hand.background();
    private final ExecutorService screen = Hand.screen();

    @AfterEach
    void endThreads() {
        background.shutdownNow();
        screen.shutdownNow();
    }

    private static ShellViewModel shell(SimHost host) {
        ShellViewModel shell = new ShellViewModel(
                (address, progress) -> host,
                new Threads(Runnable::run, Runnable::run),
                Optional.empty(),
                new ThemeViewModel(ThemeChoice.LIGHT, new SimpleBooleanProperty(false)),
                ZoneOffset.UTC);
        shell.start(Optional.of(new HostAddress.Demo()));
        return shell;
    }

    private static void moveByAnother(SimHost host) {
        host.kernel().otherAdmin().write(Desk.attribute(Driver.DEVICE_DAX, "unbind"), "dax0.1");
    }

    private static MachineFacts withAgent(boolean runs) {
        MachineFacts here = MachineReader.read();
        return new MachineFacts(
                here.commandLine(),
                here.iomemNames(),
                here.acpiTables(),
                here.efi(),
                here.secureBoot(),
                here.signedOnly(),
                here.modules(),
                here.regionIdle(),
                here.cxlDevices(),
                here.ndDevices(),
                here.daxNodes(),
                here.dkms(),
                new Rights(false, true, true, true, true, true, runs ? Optional.of("lxpolkit") : Optional.empty()));
    }

    private static List<String> rightsWords(HostSession session) {
        return session.findings().get().stream()
                .filter(finding -> finding.key().equals("rights"))
                .map(Finding::title)
                .toList();
    }

    private static HostSession withoutAgent(AtomicBoolean runs) {
        SimHost host = new SimHost(new HostAddress.Local(), World.demo());
        HostSession session = new HostSession(
                host.address(),
                (address, progress) -> host,
                new Threads(Runnable::run, Runnable::run),
                () -> withAgent(runs.get()));
        session.open();
        assertThat(rightsWords(session))
                .containsExactly("Nothing can ask for the password: no known polkit agent is running.");
        return session;
    }

    @Test
    void anAgentThatIsStartedLaterIsSeenWhenTheUserComesBack() {
        AtomicBoolean runs = new AtomicBoolean(false);
        HostSession session = withoutAgent(runs);
        runs.set(true);
        session.lookAgain();
        assertThat(rightsWords(session)).containsExactly("Changes ask for an administrator's password.");
    }

    @Test
    void andWhenAPlanIsApplied() {
        AtomicBoolean runs = new AtomicBoolean(false);
        HostSession session = withoutAgent(runs);
        runs.set(true);
        List<Change> change = List.of(new Change.SwitchMode(Desk.DAX01, Mode.FSDEV));
        Plan plan = Planner.plan(session.snapshot().orElseThrow(), change);
        session.apply(plan.order(), plan.digest(), Cancel.never(), event -> {}, applied -> {}, refusal -> {});
        assertThat(rightsWords(session)).containsExactly("Changes ask for an administrator's password.");
    }

    @Test
    void whatAnotherAdminDoesIsTakenInMarkedWithoutBeingAskedFor()
            throws InterruptedException, ExecutionException, TimeoutException {
        SimHost host = SimHost.demo().tellsBy(background);
        HostSession session =
                new HostSession(host.address(), (address, progress) -> host, new Threads(background, screen));
        CompletableFuture<Boolean> opened = new CompletableFuture<>();
        CompletableFuture<Boolean> marked = new CompletableFuture<>();
        screen.execute(() -> {
            session.state().subscribe(now -> {
                if (now instanceof HostState.Open) {
                    opened.complete(true);
                }
                boolean moved = session.snapshot()
                        .flatMap(snapshot -> snapshot.device(Desk.DAX01))
                        .filter(device -> device.isUnbound())
                        .isPresent();
                if (moved) {
                    marked.complete(session.outside().get().containsKey(Desk.DAX01));
                }
            });
            session.open();
        });
        opened.get(60, TimeUnit.SECONDS);
        moveByAnother(host);
        assertThat(marked.get(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aHostThatTellsIsNotReadWhileNothingHappens() {
        SimHost host = SimHost.demo();
        ShellViewModel shell = shell(host);
        assertThat(shell.needsAsking().get()).isFalse();
        int before = host.reads();
        shell.poll();
        assertThat(host.reads()).isEqualTo(before);
    }

    @Test
    void aHostThatDoesNotTellIsAskedAndTheWindowSaysSo() {
        SimHost host = SimHost.demo();
        host.unwatchableBecause(Problem.of(
                Problem.Kind.UNREACHABLE, "demo", "Changes can't be heard of.", "There is no socket.", "Look again."));
        ShellViewModel shell = shell(host);
        assertThat(shell.needsAsking().get()).isTrue();
        assertThat(shell.status().get().reading()).isEqualTo("Read every 2 s, last at 14:32:07");
        assertThat(shell.notices().get())
                .extracting(Notice::text)
                .contains("Changes can't be heard of. There is no socket.");
        moveByAnother(host);
        shell.poll();
        assertThat(shell.current().get().orElseThrow().session().outside().get())
                .containsKey(Desk.DAX01);
    }

    @Test
    void aHostThatWasNotReachedIsAskedUntilItIs() {
        SimHost host = SimHost.demo();
        ShellViewModel shell = shell(host);
        host.failsToRead(Optional.of(
                Problem.of(Problem.Kind.UNREACHABLE, "demo", "Not reached.", "The line is cut.", "Try again.")));
        shell.current().get().orElseThrow().session().poll();
        assertThat(shell.needsAsking().get()).isTrue();
        host.failsToRead(Optional.empty());
        shell.poll();
        assertThat(shell.needsAsking().get()).isFalse();
    }

    @Test
    void aPlanThatNoLongerFitsSaysSoByItself() {
        Desk desk = new Desk(SimHost.demo().tellsBy(Runnable::run));
        desk.board.move(Desk.DAX01, Mode.FSDEV);
        assertThat(desk.drawer().note()).doesNotContain("The host changed");
        moveByAnother(desk.host);
        assertThat(desk.drawer().note()).contains("The host changed");
    }
}
