// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import static io.github.daxboard.client.LabSession.AS_DEVDAX;
import static io.github.daxboard.client.LabSession.AS_RAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.client.HostConnection.Applied;
import io.github.daxboard.client.LabGuest.Beside;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Problem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Memory, space and trouble on the lab's real kernel: the real helper does it, and a shell beside it looks what became of it.
 * dax0.1 is 256 MiB at 0x120000000, which are the memory blocks 36 and 37.
 */
@Timeout(300)
final class LabMemoryTest extends WithLabSession {
    private static final long MIB = 1L << 20;
    private static final DeviceName DEVICE = DeviceName.of("dax0.1");
    private static final Change TO_RAM = new Change.SwitchMode(DEVICE, Mode.SYSTEM_RAM);
    private static final Change TO_DEVDAX = new Change.SwitchMode(DEVICE, Mode.DEVDAX);

    @Test
    void memoryGoesOnlineOfflineOnlineAndBackToDevdax() throws Exception {
        assertThat(session().look()).isEqualTo(AS_DEVDAX);
        session().done(TO_RAM);
        assertThat(session().look()).isEqualTo(AS_RAM);
        session().done(new Change.Offline(DEVICE));
        assertThat(session().look()).isEqualTo("kmem\nSystem RAM (kmem)\n36 offline\n37 offline");
        session().done(new Change.Online(DEVICE, Zone.MOVABLE));
        assertThat(session().look()).isEqualTo(AS_RAM);
        session().done(TO_DEVDAX);
        assertThat(session().look()).isEqualTo(AS_DEVDAX);
    }

    @Test
    void aDeviceIsMadeGrowsAndGoes() throws Exception {
        DeviceName made = DeviceName.of("dax0.2");
        String sizes = "cat /sys/bus/dax/devices/dax0.2/size /sys/devices/platform/hmem.0/dax_region/available_size";
        session().done(new Change.Create(0, new Change.Extent.Size(64 * MIB), Optional.empty()));
        assertThat(guest().say(sizes)).isEqualTo(64 * MIB + "\n" + 192 * MIB);
        session().done(new Change.Resize(made, 256 * MIB));
        assertThat(guest().say(sizes)).isEqualTo(256 * MIB + "\n" + 0);
        session().done(new Change.Destroy(made));
        assertThat(guest().say("ls /sys/bus/dax/devices; " + sizes.replace("/sys/bus/dax/devices/dax0.2/size ", "")))
                .isEqualTo("dax0.0\ndax0.1\ndax1.0\n" + 256 * MIB);
    }

    /**
     * A page of tmpfs that a pipe refers to can't be moved away, and the kernel tries for ever (mm/memory_hotplug.c,
     * offline_pages): only the signal that a cancel leads to ends it. The other block may be offline by then.
     */
    @Test
    void offliningThatDoesNotEndIsCancelledAndAllBlocksAreOnlineAgain() throws Exception {
        session().done(TO_RAM);
        String busy = """
                mkdir -p /run/busy && mount -t tmpfs -o mpol=bind:1 none /run/busy && python3 -I -S -c '
                import os, sys
                file = os.open("/run/busy/file", os.O_RDWR | os.O_CREAT)
                os.write(file, bytes(65536))
                reader, writer = os.pipe()
                print(os.splice(file, writer, 65536, offset_src=0), flush=True)
                sys.stdin.read()'
                umount /run/busy
                """;
        Cancel cancel = new Cancel();
        try (Beside holder = guest().beside(busy)) {
            // The heartbeat tells after seconds without news that the kernel is still at the same block.
            Outcome outcome = LabSession.outcome(session()
                    .apply(
                            event -> {
                                if (event instanceof ApplyEvent.StepProgress progress
                                        && progress.current().english().matches("memory3[67].*\\(\\d+ s\\)")) {
                                    cancel.ask();
                                }
                            },
                            cancel,
                            new Change.Offline(DEVICE)));
            assertThat(holder.process().isAlive()).isTrue();
            assertThat(outcome.verdict()).as(outcome.toString()).isEqualTo(Verdict.FAILED_UNDONE);
            assertThat(outcome.failure().map(Problem::kind)).contains(Problem.Kind.CANCELLED);
            assertThat(session().look()).isEqualTo(AS_RAM);
        }
        session().done(TO_DEVDAX);
        assertThat(session().look()).isEqualTo(AS_DEVDAX);
    }

    @Test
    void ofTwoHelpersTheSecondIsRefusedAndNamesTheFirst() throws Exception {
        Change unbind = new Change.SwitchMode(DeviceName.of("dax1.0"), Mode.UNBOUND);
        Order second = Order.of(List.of(unbind));
        String digest = Planner.plan(lab().snapshot(), second).digest();
        try (Beside stopper = session().signalAt("STOP", List.of("kmem 0"));
                HostConnection other = new Hosts().open(new HostAddress.Lab(), line -> {})) {
            CompletableFuture<Applied> first = CompletableFuture.supplyAsync(() -> {
                try {
                    return session().apply(event -> {}, Cancel.never(), TO_RAM);
                } catch (HostException e) {
                    throw new IllegalStateException(e);
                }
            });
            String pid = stopper.next();
            try {
                assertThat(other.apply(second, digest, event -> {}, Cancel.never()))
                        .asInstanceOf(type(Applied.Refused.class))
                        .extracting(refused -> refused.refusal().what())
                        .isEqualTo("Another helper is changing this host now (pid " + pid + "); nothing was written.");
            } finally {
                guest().say("kill -CONT " + pid);
            }
            assertThat(LabSession.outcome(first.get()).verdict()).isEqualTo(Verdict.DONE);
        }
        assertThat(session().look()).isEqualTo(AS_RAM);
    }
}
