// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.client.HostConnection.Applied;
import io.github.daxboard.client.LabGuest.Beside;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Superblock;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/**
 * What a device holds, on the lab's real kernel, while two programs of Daxboard's are after it: it is lost by its name only,
 * found or not to be looked at; and where nothing is there nobody is asked.
 */
@Tag("lab")
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
final class LabContentsTest {
    private static final DeviceName DEVICE = DeviceName.of("dax0.1");
    private static final Order TO_RAM = Order.of(List.of(new Change.SwitchMode(DEVICE, Mode.SYSTEM_RAM)));
    private static final Reading<Superblock> XFS =
            Reading.of(new Superblock("xfs", Optional.empty(), Optional.empty()));

    /** Writes four bytes to the beginning of the device, and zeros behind them. */
    private static final String BEGIN = """
            python3 -I -S -c '
            import mmap, os
            with mmap.mmap(os.open("/dev/dax0.1", os.O_RDWR), 2 << 20) as begin:
                begin[:] = b"%s" + bytes((2 << 20) - 4)'""";

    /** Holds the lock that is between looks and changes. */
    private static final String HOLD = """
            python3 -I -S -c '
            import fcntl, os, sys
            lock = os.open("/run/daxboard-looks.lock", os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(lock, fcntl.%s)
            print("ready", flush=True)
            %s'""";

    private static final String TO_THE_END = "sys.stdin.read()";

    /** Until a helper works, which is known by its lock, or until the input ends. */
    private static final String TO_A_HELPER = """
            import select
            helper = os.open("/run/daxboard.lock", os.O_RDWR | os.O_CREAT, 0o600)
            while not select.select([sys.stdin], [], [], 0.3)[0]:
                try:
                    fcntl.flock(helper, fcntl.LOCK_SH | fcntl.LOCK_NB)
                    fcntl.flock(helper, fcntl.LOCK_UN)
                except BlockingIOError:
                    break""";

    /** The four bytes at the device's beginning. */
    private static final String READ = """
            python3 -I -S -c '
            import mmap, os
            with mmap.mmap(os.open("/dev/dax0.1", os.O_RDWR), 2 << 20) as begin:
                print(begin[:4].decode())'""";

    private Optional<LabSession> opened = Optional.empty();

    @BeforeAll
    void open() throws Exception {
        opened = Optional.of(LabSession.open());
    }

    @BeforeEach
    void anXfs() throws Exception {
        guest().say(BEGIN.formatted("XFSB"));
    }

    /** The reset zeroes the device's beginning as well. */
    @AfterEach
    void putBack() throws Exception {
        guest().say("[ ! -e /dev/away ] || mv /dev/away /dev/dax0.1");
        opened.orElseThrow().putBack();
    }

    @AfterAll
    void close() {
        opened.ifPresent(LabSession::close);
    }

    private LabGuest guest() {
        return opened.orElseThrow().guest();
    }

    /** By a helper that was not there before, so that it looks itself. */
    private static Reading<Superblock> look() throws HostException {
        try (HostConnection fresh = new Hosts().open(new HostAddress.Lab(), line -> {})) {
            return fresh.snapshot().device(DEVICE).orElseThrow().superblock();
        }
    }

    /** As a user's plan is: the digest leaves out what only root can see. */
    private Applied apply(Order order) throws HostException {
        HostConnection lab = opened.orElseThrow().lab();
        String digest = Planner.plan(lab.snapshot(), order.allowing(DEVICE)).digest();
        return lab.apply(order, digest, event -> {}, Cancel.never());
    }

    private static Problem refusal(Applied applied) {
        assertThat(applied).isInstanceOf(Applied.Refused.class);
        return ((Applied.Refused) applied).refusal();
    }

    private void isStillThere() throws Exception {
        assertThat(guest().say("basename \"$(readlink /sys/bus/dax/devices/dax0.1/driver)\""))
                .isEqualTo("device_dax");
        assertThat(guest().say(READ)).isEqualTo("XFSB");
    }

    private static void isDone(Applied applied) {
        assertThat(applied).isInstanceOf(Applied.Ran.class);
        assertThat(((Applied.Ran) applied).outcome().verdict()).isEqualTo(Verdict.DONE);
    }

    @Test
    void whatIsFoundIsLostByItsNameOnly() throws Exception {
        Problem refusal = refusal(apply(TO_RAM));

        assertThat(refusal.kind()).isEqualTo(Problem.Kind.UNCONFIRMED);
        assertThat(refusal.what()).isEqualTo("dax0.1 holds xfs, and this change destroys it.");
        isStillThere();
        isDone(apply(TO_RAM.allowing(DEVICE)));
    }

    @Test
    void whereNothingIsThereNobodyIsAsked() throws Exception {
        guest().say(BEGIN.formatted("\\0\\0\\0\\0"));

        isDone(apply(TO_RAM));
    }

    /** One helper looks while another is to apply: it waits for the look, looks itself, and finds the data. */
    @Test
    void aLookOfAnotherHelperHidesNothingFromTheOneThatApplies() throws Exception {
        try (Beside _ = guest().beside(HOLD.formatted("LOCK_SH", TO_A_HELPER))) {
            assertThat(look()).as("two look at once").isEqualTo(XFS);
            assertThat(refusal(apply(TO_RAM)).kind()).isEqualTo(Problem.Kind.UNCONFIRMED);
        }
        isStillThere();
    }

    @Test
    void aLookThatDoesNotEndKeepsTheHelperFromChangingAnything() throws Exception {
        try (Beside _ = guest().beside(HOLD.formatted("LOCK_SH", TO_THE_END))) {
            assertThat(refusal(apply(TO_RAM)).what())
                    .isEqualTo("Another program's look into a device does not end; nothing was written.");
        }
        isStillThere();
    }

    /** One helper applies while another looks: it does not know, and does not say that nothing is there. */
    @Test
    void whoLooksWhileAHelperAppliesKnowsThatItDoesNotKnow() throws Exception {
        try (Beside _ = guest().beside(HOLD.formatted("LOCK_EX", TO_THE_END))) {
            Reading<Superblock> busy = look();
            assertThat(busy).isEqualTo(new Reading.Unreadable<>(Errno.EAGAIN));
        }
        assertThat(look()).isEqualTo(XFS);
    }

    @Test
    void aDeviceWithoutItsNodeIsLostByItsNameOnly() throws Exception {
        guest().say("mv /dev/dax0.1 /dev/away");
        Problem refusal = refusal(apply(TO_RAM));
        guest().say("mv /dev/away /dev/dax0.1");

        assertThat(refusal.kind()).isEqualTo(Problem.Kind.UNCONFIRMED);
        assertThat(refusal.why()).isEqualTo("It has no node in /dev. What is not known counts as data.");
        isStillThere();
    }
}
