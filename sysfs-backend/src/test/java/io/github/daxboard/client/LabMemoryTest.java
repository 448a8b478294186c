// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.client.HostConnection.Applied;
import io.github.daxboard.client.LabGuest.Beside;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/**
 * Memory and a cancel on the lab's real kernel: the real helper does it, and a shell beside it looks what became of it.
 * dax0.1 is 256 MiB at 0x120000000, which are the memory blocks 36 and 37.
 */
@Tag("lab")
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
final class LabMemoryTest {
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
        Order order = Order.of(List.of(changes));
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
}
