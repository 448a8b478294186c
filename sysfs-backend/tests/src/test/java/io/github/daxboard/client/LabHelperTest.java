// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.client.HostConnection.Applied;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.protocol.Request;
import io.github.daxboard.protocol.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** The real helper, started by the real ssh, on the lab's real kernel. */
@Tag("lab")
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
final class LabHelperTest {
    private static final DeviceName DEVICE = DeviceName.of("dax1.0");
    private static final List<Change> UNBIND = List.of(new Change.SwitchMode(DEVICE, Mode.UNBOUND));

    private final List<String> progress = new ArrayList<>();
    private Optional<HostConnection> opened = Optional.empty();
    private Optional<LabGuest> shell = Optional.empty();

    @BeforeAll
    void open() throws Exception {
        shell = Optional.of(new LabGuest());
        opened = Optional.of(new Hosts().open(new HostAddress.Lab(), stage -> progress.add(stage.english())));
    }

    /** By other means than the helper's, which takes a while to start; and not before the helper at work has ended. */
    @AfterEach
    void putBack() throws Exception {
        guest().say("""
                cd /sys/bus/dax/devices/dax1.0
                [ -e driver ] || flock /run/daxboard.lock sh -c 'echo dax1.0 >/sys/bus/dax/drivers/device_dax/bind'""");
    }

    @AfterAll
    void close() {
        opened.ifPresent(HostConnection::close);
    }

    private HostConnection lab() {
        return opened.orElseThrow();
    }

    private LabGuest guest() {
        return shell.orElseThrow();
    }

    private static String digest(Snapshot snapshot, List<Change> changes) {
        return Planner.plan(snapshot, changes).digest();
    }

    private Optional<Mode> mode() throws HostException {
        return lab().snapshot().device(DEVICE).orElseThrow().mode();
    }

    @Test
    void rootsPictureComesThroughSsh() throws HostException {
        Snapshot now = lab().snapshot();
        assertThat(now.host()).isEqualTo(new HostName("lab"));
        assertThat(now.kernelRelease().value().orElseThrow()).startsWith("6.12.");
        assertThat(now.device(DEVICE).orElseThrow().resource().value()).contains(0x140200000L);
        assertThat(now.holders().value()).isPresent();
        assertThat(progress).isNotEmpty();
    }

    @Test
    void aConfirmedPlanIsCarriedOutAndShownByTheNextPicture() throws HostException {
        List<ApplyEvent> events = new ArrayList<>();
        Applied applied = lab().apply(Order.of(UNBIND), digest(lab().snapshot(), UNBIND), events::add, Cancel.never());
        assertThat(applied).isInstanceOfSatisfying(Applied.Ran.class, ran -> {
            assertThat(ran.outcome().verdict()).isEqualTo(Outcome.Verdict.DONE);
            assertThat(ran.now().device(DEVICE).orElseThrow().isUnbound()).isTrue();
        });
        assertThat(events).isNotEmpty();
        assertThat(mode()).contains(Mode.UNBOUND);
    }

    @Test
    void anotherDigestWritesNothing() throws HostException {
        assertThat(lab().apply(Order.of(UNBIND), "0".repeat(64), event -> {}, Cancel.never()))
                .isInstanceOf(Applied.Moved.class);
        assertThat(mode()).contains(Mode.DEVDAX);
    }

    @Test
    void aDeviceThatIsNotThereIsRefused() throws HostException {
        List<Change> unknown = List.of(new Change.SwitchMode(DeviceName.of("dax9.9"), Mode.UNBOUND));
        assertThat(lab().apply(Order.of(unknown), "0".repeat(64), event -> {}, Cancel.never()))
                .isInstanceOf(Applied.Refused.class);
    }

    /** ssh is killed as soon as the plan has begun: the helper in the guest finishes it, and lets the lock go. */
    @Test
    void aPlanIsFinishedWhenTheConnectionIsCut() throws Exception {
        HelperCommand command = new SshCommands("ssh").forLab(LabGuest.env());
        HelperProcess helper = HelperProcess.start(command, Verb.APPLY);
        assertThat(helper.awaitHello(Verb.APPLY, command.patience().start())).isEmpty();
        String digest = digest(lab().snapshot(), UNBIND);
        helper.send(new Request.Apply(Order.of(UNBIND), digest));
        helper.next(command.patience().step());
        helper.close();
        // Its lock, which it has from before its first event on, is free when it has ended.
        guest().say("flock /run/daxboard.lock true");
        assertThat(mode()).contains(Mode.UNBOUND);
    }
}
