// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.client.HostConnection.Applied;
import io.github.daxboard.client.LabGuest.Beside;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Planner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The real helper on the lab's real kernel, and a shell beside it that looks what became of dax0.1. That device is 256 MiB at
 * 0x120000000, which are the memory blocks 36 and 37.
 */
final class LabSession implements AutoCloseable {
    /** What {@link #look()} says where device_dax has it. */
    static final String AS_DEVDAX = "device_dax\ndax0.1";
    /** What {@link #look()} says where it is memory, all of it online. */
    static final String AS_RAM = "kmem\nSystem RAM (kmem)\n36 online Movable\n37 online Movable";

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

    private static final String SIGNAL_AT = "/run/signal_at.py";

    private final HostConnection lab;
    private final LabGuest guest;

    private LabSession(HostConnection lab, LabGuest guest) {
        this.lab = lab;
        this.guest = guest;
    }

    static LabSession open() throws Exception {
        LabGuest guest = new LabGuest();
        try (InputStream script = LabSession.class.getResourceAsStream("signal_at.py")) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            guest.say("cat >" + SIGNAL_AT + " <<'END_OF_SCRIPT'\n" + text + "\nEND_OF_SCRIPT");
        }
        LabSession session = new LabSession(new Hosts().open(new HostAddress.Lab(), line -> {}), guest);
        session.putBack();
        return session;
    }

    /** What a test that failed half-way left unfinished goes too, or the next one would be refused for it. */
    void putBack() throws IOException, InterruptedException {
        String said = guest.say("rm -f /var/lib/daxboard/journal/*; daxboard-lab reset");
        if (!said.isEmpty()) {
            System.out.println("lab: " + said);
        }
    }

    HostConnection lab() {
        return lab;
    }

    LabGuest guest() {
        return guest;
    }

    String look() throws IOException, InterruptedException {
        return guest.say(LOOK);
    }

    Applied apply(Consumer<ApplyEvent> progress, Cancel cancel, Change... changes) throws HostException {
        // What is destroyed here is the test's own.
        Order order = new Order(
                List.of(changes),
                Stream.of(changes).flatMap(change -> change.target().stream()).collect(Collectors.toSet()));
        return lab.apply(order, Planner.plan(lab.snapshot(), order).digest(), progress, cancel);
    }

    void done(Change... changes) throws HostException {
        assertThat(outcome(apply(event -> {}, Cancel.never(), changes)).verdict())
                .isEqualTo(Verdict.DONE);
    }

    static Outcome outcome(Applied applied) {
        assertThat(applied).isInstanceOf(Applied.Ran.class);
        return ((Applied.Ran) applied).outcome();
    }

    /**
     * Sends a signal to the helper that takes the lock next, as soon as dax0.1 has come through these states one after the other.
     * Its next line is the helper's pid, its input's end ends it.
     *
     * @param states the driver's name and how many of its blocks are online, such as {@code kmem 1}
     */
    Beside signalAt(String signal, List<String> states) throws IOException {
        return guest.beside("exec python3 -I -S " + SIGNAL_AT + " " + signal
                + states.stream().map(state -> " '" + state + "'").collect(Collectors.joining()));
    }

    @Override
    public void close() {
        lab.close();
    }
}
