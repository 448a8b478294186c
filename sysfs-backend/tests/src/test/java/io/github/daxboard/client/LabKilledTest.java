// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import static io.github.daxboard.client.LabSession.AS_DEVDAX;
import static io.github.daxboard.client.LabSession.AS_RAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.apply.Unfinished.Limit;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.client.HostConnection.Applied;
import io.github.daxboard.client.LabGuest.Beside;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The helper is killed between two writes on the lab's real kernel: in the forward run, while it rolls back, and while it
 * recovers. The next one recovers the plan, and says what a shell sees too.
 */
@Timeout(300)
final class LabKilledTest extends WithLabSession {
    private static final DeviceName DEVICE = DeviceName.of("dax0.1");
    private static final Change TO_RAM = new Change.SwitchMode(DEVICE, Mode.SYSTEM_RAM);
    private static final Change TO_DEVDAX = new Change.SwitchMode(DEVICE, Mode.DEVDAX);
    private static final String BIND = "/sys/bus/dax/drivers/device_dax/bind";

    @Override
    @AfterEach
    void putBack() throws Exception {
        guest().say("! grep -q " + BIND + " /proc/mounts || umount " + BIND);
        super.putBack();
    }

    /** A call of the helper ends by its death, which comes as soon as the device has come through these states. */
    private void killed(ThrowingCallable call, String... states) throws Exception {
        try (Beside killer = session().signalAt("KILL", List.of(states))) {
            assertThatExceptionOfType(HostException.class).isThrownBy(call);
            assertThat(killer.next()).matches("\\d+");
        }
    }

    /** What a shell sees, in the words of the states. */
    private String state() throws Exception {
        String look = session().look();
        return look.lines().findFirst().orElse("") + " "
                + look.lines().filter(line -> line.contains(" online ")).count();
    }

    private void killedApplying(Change change, String... states) throws Exception {
        killed(() -> session().apply(event -> {}, Cancel.never(), change), states);
    }

    private void killedRecovering(Recovery how, String... states) throws Exception {
        killed(() -> lab().recover(how, event -> {}, Cancel.never()), states);
    }

    private Unfinished left(Change change) throws HostException {
        Unfinished left = lab().unfinished().orElseThrow();
        assertThat(left.order()).isEqualTo(Order.of(List.of(change)).allowing(DEVICE));
        return left;
    }

    /** It is recovered, and told to have ended so: by the call, and in the list of plans. */
    private void recovered(Change change, Recovery how, Verdict verdict) throws HostException {
        Unfinished left = left(change);
        Outcome outcome = LabSession.outcome(lab().recover(how, event -> {}, Cancel.never()));
        assertThat(outcome.verdict()).as(outcome.toString()).isEqualTo(verdict);
        assertThat(outcome.undoFailures()).isEmpty();
        assertThat(lab().unfinished()).isEmpty();
        PastPlan past = lab().history().getFirst();
        assertThat(past.order()).isEqualTo(left.order());
        assertThat(past.outcome().verdict()).isEqualTo(verdict);
    }

    @Test
    void aPlanWhoseHelperIsKilledIsNamedStandsInTheWayAndIsUndone() throws Exception {
        killedApplying(TO_RAM, "kmem 0");
        assertThat(state()).isEqualTo("kmem 0");

        assertThat(left(TO_RAM).offers()).containsExactlyInAnyOrder(Recovery.values());
        assertThat(session().apply(event -> {}, Cancel.never(), TO_DEVDAX))
                .asInstanceOf(type(Applied.Refused.class))
                .extracting(refused -> refused.refusal().what())
                .isEqualTo("A plan that was begun has not ended; nothing was written.");

        recovered(TO_RAM, Recovery.UNDO, Verdict.FAILED_UNDONE);
        assertThat(session().look()).isEqualTo(AS_DEVDAX);
    }

    /**
     * The memory leaves, device_dax's file can't be written to, and the device is given back to kmem. So two moments can be told
     * apart by what the kernel shows: kmem has it and nothing is online, or one block is.
     */
    private void killedRollingBack(String last, String... states) throws Exception {
        session().done(TO_RAM);
        guest().say("mount --bind -o ro " + BIND + " " + BIND);
        killedApplying(TO_DEVDAX, states);
        assertThat(state()).isEqualTo(last);

        Unfinished left = left(TO_DEVDAX);
        assertThat(left.limit()).contains(Limit.UNDOING);
        assertThat(left.offers()).containsExactlyInAnyOrder(Recovery.UNDO, Recovery.FORGET);
        assertThat(lab().recover(Recovery.FINISH, event -> {}, Cancel.never()))
                .asInstanceOf(type(Applied.Refused.class))
                .extracting(refused -> refused.refusal().what())
                .isEqualTo("The plan can't be ended in that way; nothing was written.");
        assertThat(state()).isEqualTo(last);
    }

    @Test
    void killedWhileItRollsBackBetweenTwoBlocks() throws Exception {
        killedRollingBack("kmem 1", "kmem 0", "none 0", "kmem 1");

        recovered(TO_DEVDAX, Recovery.UNDO, Verdict.FAILED_UNDONE);
        assertThat(session().look()).isEqualTo(AS_RAM);
    }

    @Test
    void killedWhileItRollsBackAndAgainWhileThatIsUndone() throws Exception {
        killedRollingBack("kmem 0", "kmem 0", "none 0", "kmem 0");
        killedRecovering(Recovery.UNDO, "kmem 1");
        assertThat(state()).isEqualTo("kmem 1");

        recovered(TO_DEVDAX, Recovery.UNDO, Verdict.FAILED_UNDONE);
        assertThat(session().look()).isEqualTo(AS_RAM);
    }

    @Test
    void killedWhileAKilledPlanIsUndone() throws Exception {
        killedApplying(TO_RAM, "kmem 1");
        killedRecovering(Recovery.UNDO, "kmem 0", "none 0");
        assertThat(state()).isEqualTo("none 0");

        recovered(TO_RAM, Recovery.UNDO, Verdict.FAILED_UNDONE);
        assertThat(session().look()).isEqualTo(AS_DEVDAX);
    }

    @Test
    void killedWhileAKilledPlanIsFinished() throws Exception {
        killedApplying(TO_RAM, "none 0");
        killedRecovering(Recovery.FINISH, "kmem 1");
        assertThat(state()).isEqualTo("kmem 1");

        recovered(TO_RAM, Recovery.FINISH, Verdict.DONE);
        assertThat(session().look()).isEqualTo(AS_RAM);
    }
}
