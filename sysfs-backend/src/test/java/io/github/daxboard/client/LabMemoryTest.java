// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.client.HostConnection.Applied;
import io.github.daxboard.client.LabGuest.Beside;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/**
 * Memory, space and trouble on the lab's real kernel: the real helper does it, and a shell beside it looks what became of it.
 * dax0.1 is 256 MiB at 0x120000000, which are the memory blocks 36 and 37.
 */
@Tag("lab")
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
final class LabMemoryTest {
    private static final long MIB = 1L << 20;
    private static final DeviceName DEVICE = DeviceName.of("dax0.1");
    private static final Change TO_RAM = new Change.SwitchMode(DEVICE, Mode.SYSTEM_RAM);
    private static final Change TO_DEVDAX = new Change.SwitchMode(DEVICE, Mode.DEVDAX);

    /** The driver, the innermost owner of the memory, and each block with the zone that it is online in. */
    private static final String LOOK = """
            basename "$(readlink /sys/bus/dax/devices/dax0.1/driver || echo none)"
            sed -n 's/^ *120000000-12fffffff : //p' /proc/iomem | tail -n 1
            for n in 36 37; do
                b=/sys/devices/system/memory/memory$n
                [ -e $b ] || continue
                s=$(cat $b/state)
                [ $s = offline ] || s="$s $(cat $b/valid_zones)"
                echo "$n $s"
            done
            """;

    private static final String AS_DEVDAX = "device_dax\ndax0.1";
    private static final String AS_RAM = "kmem\nSystem RAM (kmem)\n36 online Movable\n37 online Movable";

    /**
     * Waits until dax0.1 is kmem's, which is in the middle of a plan, and sends a signal to the helper that holds the lock. Its
     * input's end ends it.
     */
    private static final String SIGNAL_AT_KMEM = """
            echo ready
            until [ -e /sys/bus/dax/drivers/kmem/dax0.1 ]; do
                read -r -t 0.02 _
                [ $? -gt 128 ] || exit 1
            done
            read -r pid </run/daxboard.lock
            kill -%s $pid
            echo $pid
            """;

    private Optional<HostConnection> opened = Optional.empty();
    private Optional<LabGuest> shell = Optional.empty();

    @BeforeAll
    void open() throws Exception {
        opened = Optional.of(new Hosts().open(new HostAddress.Lab(), line -> {}));
        shell = Optional.of(new LabGuest());
        putBack();
    }

    /** What a test that failed half-way left unfinished goes too, or the next one would be refused for it. */
    @AfterEach
    void putBack() throws Exception {
        guest().say("rm -f /var/lib/daxboard/journal/*; daxboard-lab reset");
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

    private Applied apply(Consumer<ApplyEvent> progress, Cancel cancel, Change... changes) throws HostException {
        // What is destroyed here is the test's own.
        Order order = new Order(
                List.of(changes),
                Stream.of(changes).flatMap(change -> change.target().stream()).collect(Collectors.toSet()));
        return lab().apply(order, Planner.plan(lab().snapshot(), order).digest(), progress, cancel);
    }

    private void done(Change... changes) throws HostException {
        assertThat(outcome(apply(event -> {}, Cancel.never(), changes)).verdict())
                .isEqualTo(Verdict.DONE);
    }

    private static Outcome outcome(Applied applied) {
        assertThat(applied).isInstanceOf(Applied.Ran.class);
        return ((Applied.Ran) applied).outcome();
    }

    @Test
    void memoryGoesOnlineOfflineOnlineAndBackToDevdax() throws Exception {
        assertThat(guest().say(LOOK)).isEqualTo(AS_DEVDAX);
        done(TO_RAM);
        assertThat(guest().say(LOOK)).isEqualTo(AS_RAM);
        done(new Change.Offline(DEVICE));
        assertThat(guest().say(LOOK)).isEqualTo("kmem\nSystem RAM (kmem)\n36 offline\n37 offline");
        done(new Change.Online(DEVICE, Zone.MOVABLE));
        assertThat(guest().say(LOOK)).isEqualTo(AS_RAM);
        done(TO_DEVDAX);
        assertThat(guest().say(LOOK)).isEqualTo(AS_DEVDAX);
    }

    @Test
    void aDeviceIsMadeGrowsAndGoes() throws Exception {
        DeviceName made = DeviceName.of("dax0.2");
        String sizes = "cat /sys/bus/dax/devices/dax0.2/size /sys/devices/platform/hmem.0/dax_region/available_size";
        done(new Change.Create(0, new Change.Extent.Size(64 * MIB), Optional.empty()));
        assertThat(guest().say(sizes)).isEqualTo(64 * MIB + "\n" + 192 * MIB);
        done(new Change.Resize(made, 256 * MIB));
        assertThat(guest().say(sizes)).isEqualTo(256 * MIB + "\n" + 0);
        done(new Change.Destroy(made));
        assertThat(guest().say("ls /sys/bus/dax/devices; " + sizes.replace("/sys/bus/dax/devices/dax0.2/size ", "")))
                .isEqualTo("dax0.0\ndax0.1\ndax1.0\n" + 256 * MIB);
    }

    @Test
    void aPlanWhoseHelperIsKilledIsNamedStandsInTheWayAndIsUndone() throws Exception {
        lab().snapshot();
        try (Beside killer = guest().beside(SIGNAL_AT_KMEM.formatted("KILL"))) {
            assertThatExceptionOfType(HostException.class).isThrownBy(() -> apply(event -> {}, Cancel.never(), TO_RAM));
            assertThat(killer.next()).matches("\\d+");
        }
        assertThat(guest().say(LOOK)).startsWith("kmem\n");

        Unfinished left = lab().unfinished().orElseThrow();
        assertThat(left.order())
                .isEqualTo(Order.of(List.of(TO_RAM)).allowing(TO_RAM.target().orElseThrow()));
        assertThat(left.offers()).containsExactlyInAnyOrder(Recovery.values());
        assertThat(apply(event -> {}, Cancel.never(), TO_DEVDAX))
                .asInstanceOf(type(Applied.Refused.class))
                .extracting(refused -> refused.refusal().what())
                .isEqualTo("A plan that was begun has not ended; nothing was written.");

        Outcome outcome = outcome(lab().recover(Recovery.UNDO, event -> {}, Cancel.never()));
        assertThat(outcome.verdict()).as(outcome.toString()).isEqualTo(Verdict.FAILED_UNDONE);
        assertThat(guest().say(LOOK)).isEqualTo(AS_DEVDAX);
        assertThat(lab().unfinished()).isEmpty();
        PastPlan past = lab().history().getFirst();
        assertThat(past.order()).isEqualTo(left.order());
        assertThat(past.outcome().verdict()).isEqualTo(Verdict.FAILED_UNDONE);
    }

    /**
     * A page of tmpfs that a pipe refers to can't be moved away, and the kernel tries for ever (mm/memory_hotplug.c,
     * offline_pages): only the signal that a cancel leads to ends it. The other block may be offline by then.
     */
    @Test
    void offliningThatDoesNotEndIsCancelledAndAllBlocksAreOnlineAgain() throws Exception {
        done(TO_RAM);
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
            Outcome outcome = outcome(apply(
                    event -> {
                        if (event instanceof ApplyEvent.StepProgress progress
                                && progress.current().matches("memory3[67].*\\(\\d+ s\\)")) {
                            cancel.ask();
                        }
                    },
                    cancel,
                    new Change.Offline(DEVICE)));
            assertThat(holder.process().isAlive()).isTrue();
            assertThat(outcome.verdict()).as(outcome.toString()).isEqualTo(Verdict.FAILED_UNDONE);
            assertThat(outcome.failure().map(Refusal::kind)).contains(Refusal.Kind.CANCELLED);
            assertThat(guest().say(LOOK)).isEqualTo(AS_RAM);
        }
        done(TO_DEVDAX);
        assertThat(guest().say(LOOK)).isEqualTo(AS_DEVDAX);
    }

    @Test
    void ofTwoHelpersTheSecondIsRefusedAndNamesTheFirst() throws Exception {
        Change unbind = new Change.SwitchMode(DeviceName.of("dax1.0"), Mode.UNBOUND);
        Order second = Order.of(List.of(unbind));
        String digest = Planner.plan(lab().snapshot(), second).digest();
        try (Beside stopper = guest().beside(SIGNAL_AT_KMEM.formatted("STOP"));
                HostConnection other = new Hosts().open(new HostAddress.Lab(), line -> {})) {
            CompletableFuture<Applied> first = CompletableFuture.supplyAsync(() -> {
                try {
                    return apply(event -> {}, Cancel.never(), TO_RAM);
                } catch (HostException e) {
                    throw new IllegalStateException(e);
                }
            });
            String pid = stopper.next();
            try {
                assertThat(other.apply(second, digest, event -> {}, Cancel.never()))
                        .asInstanceOf(type(Applied.Refused.class))
                        .extracting(refused -> refused.refusal().what())
                        .isEqualTo("Another helper changes this host now (pid " + pid + "); nothing was written.");
            } finally {
                guest().say("kill -CONT " + pid);
            }
            assertThat(outcome(first.get()).verdict()).isEqualTo(Verdict.DONE);
        }
        assertThat(guest().say(LOOK)).isEqualTo(AS_RAM);
    }
}
