// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import static io.github.daxboard.client.LabSession.AS_RAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.client.LabGuest.Beside;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Superblock;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.protocol.Answer;
import io.github.daxboard.protocol.Capability;
import io.github.daxboard.protocol.Request;
import io.github.daxboard.protocol.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Each verb on the lab's real kernel: its helper, started by the launcher that is shipped, has the rights that docs/helper-rights.md
 * gives it and no others, and does its job with them. The rights are read in the guest's /proc by a shell.
 */
@Timeout(600)
final class LabRightsTest extends WithLabSession {
    private static final long MIB = 1L << 20;
    private static final DeviceName FIRST = DeviceName.of("dax0.0");
    private static final DeviceName DEVICE = DeviceName.of("dax0.1");
    private static final DeviceName MADE = DeviceName.of("dax0.2");
    private static final Path DOCS = Path.of(System.getProperty("daxboard.checkout", "."), "docs/helper-rights.md");
    private static final Pattern ROW = Pattern.compile("^\\| CAP_(\\w+) \\| ([^|]*) \\|.*");

    /** What the threads of a helper have, each different line once; its limit on core dumps; and its variables' names. */
    private static final String RIGHTS = """
            pid=$(pgrep -n -f 'HelperMain @VERB@$')
            cat /proc/$pid/task/*/status | grep -E '^(Cap|NoNewPrivs|Seccomp:)' | sort -u | tr '\\t' ' '
            sed -n 's/^Max core file size  *\\([0-9a-z]*\\) *\\([0-9a-z]*\\) .*/core \\1 \\2/p' /proc/$pid/limits
            tr '\\0' '\\n' </proc/$pid/environ | sed 's/=.*//' | sort""";

    /** Maps the beginning of dax0.1, and does something then. */
    private static final String MAP = """
            python3 -I -S -c '
            import mmap, sys
            with mmap.mmap(3, 2 << 20) as begin:
                %s' 3<>/dev/dax0.1""";

    private String say(String script) throws Exception {
        return guest().say(script);
    }

    /** What the table of the docs gives a verb, as the kernel prints a set of capabilities. */
    private static String written(Verb verb) throws IOException {
        long set = 0;
        for (String line : Files.readAllLines(DOCS)) {
            Matcher row = ROW.matcher(line);
            if (row.matches() && isNamed(verb, row.group(2))) {
                set |= Capability.valueOf(row.group(1)).bit();
            }
        }
        return "%016x".formatted(set);
    }

    private static boolean isNamed(Verb verb, String verbs) {
        boolean named = verbs.contains("`" + verb.word() + "`");
        return verbs.startsWith("all") ? !named : named;
    }

    private void hasTheRightsOf(Verb verb) throws Exception {
        String set = written(verb);
        String rights = say(RIGHTS.replace("@VERB@", verb.word()));
        System.out.println("lab rights: " + verb.word() + ": " + rights.lines().toList());
        assertThat(rights.lines())
                .as("the helper that was started for %s", verb.word())
                .containsExactly(
                        "CapAmb: 0000000000000000",
                        "CapBnd: " + set,
                        "CapEff: " + set,
                        "CapInh: 0000000000000000",
                        "CapPrm: " + set,
                        "NoNewPrivs: 1",
                        "Seccomp: 2",
                        "core 0 0",
                        "LC_ALL",
                        "PATH",
                        "SSH_CONNECTION");
    }

    /** What a helper answers in the end that was started for a verb, and whose rights were looked at before it was asked. */
    private Verdict asked(Verb verb, Request request) throws Exception {
        HelperCommand command = new SshCommands("ssh").forLab(LabGuest.env());
        try (HelperProcess helper = HelperProcess.start(command, verb)) {
            assertThat(helper.awaitHello(verb, command.patience().start())).isEmpty();
            hasTheRightsOf(verb);
            helper.send(request);
            Answer answer;
            do {
                answer = helper.next(command.patience().step());
            } while (answer instanceof Answer.Event);
            assertThat(answer).isInstanceOf(Answer.Ended.class);
            return ((Answer.Ended) answer).outcome().verdict();
        }
    }

    private void done(Verb verb, Change... changes) throws Exception {
        // What a device without a driver holds can't be looked at, so it is lost by its name only.
        Order order = new Order(
                List.of(changes),
                Stream.of(changes).flatMap(change -> change.target().stream()).collect(Collectors.toSet()));
        assertThat(Verb.of(order)).isEqualTo(verb);
        String digest = Planner.plan(lab().snapshot(), order).digest();
        assertThat(asked(verb, new Request.Apply(order, digest))).isEqualTo(Verdict.DONE);
    }

    @Test
    void aSwitchLoadsItsDriver() throws Exception {
        done(Verb.SWITCH, new Change.SwitchMode(FIRST, Mode.FSDEV));
        assertThat(say("basename $(readlink /sys/bus/dax/devices/dax0.0/driver); ls -d /sys/module/fsdev_dax"))
                .isEqualTo("fsdev_dax\n/sys/module/fsdev_dax");
    }

    @Test
    void aDeviceIsMadeSizedAlignedAndGoes() throws Exception {
        String made = "cat /sys/bus/dax/devices/dax0.2/size /sys/bus/dax/devices/dax0.2/align";
        done(Verb.CREATE, new Change.Create(0, new Change.Extent.Size(64 * MIB), Optional.empty()));
        assertThat(say(made)).isEqualTo(64 * MIB + "\n" + 2 * MIB);
        done(Verb.RESIZE, new Change.Resize(MADE, 128 * MIB));
        assertThat(say(made)).isEqualTo(128 * MIB + "\n" + 2 * MIB);
        done(Verb.ALIGN, new Change.SetAlign(MADE, 4096));
        assertThat(say(made)).isEqualTo(128 * MIB + "\n" + 4096);
        done(Verb.DESTROY, new Change.Destroy(MADE));
        assertThat(say("ls /sys/bus/dax/devices")).isEqualTo("dax0.0\ndax0.1\ndax1.0");
    }

    @Test
    void memoryComesGoesAndAKilledPlanIsRecovered() throws Exception {
        done(
                Verb.APPLY,
                new Change.SwitchMode(DEVICE, Mode.SYSTEM_RAM),
                new Change.Create(0, new Change.Extent.Size(64 * MIB), Optional.empty()));
        assertThat(session().look()).isEqualTo(AS_RAM);
        done(Verb.OFFLINE, new Change.Offline(DEVICE));
        assertThat(session().look()).isEqualTo("kmem\nSystem RAM (kmem)\n36 offline\n37 offline");
        done(Verb.ONLINE, new Change.Online(DEVICE, Zone.MOVABLE));
        assertThat(session().look()).isEqualTo(AS_RAM);

        try (Beside killer = session().signalAt("KILL", List.of("kmem 1"))) {
            assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() ->
                            session().apply(event -> {}, Cancel.never(), new Change.SwitchMode(DEVICE, Mode.DEVDAX)));
            assertThat(killer.next()).matches("\\d+");
        }
        assertThat(asked(Verb.RECOVER, new Request.Recover(Recovery.UNDO))).isEqualTo(Verdict.FAILED_UNDONE);
        assertThat(session().look()).isEqualTo(AS_RAM);
    }

    /** Where memory is, what it holds, who uses it, and that something changed: most of it takes a right of its own. */
    @Test
    void aViewSeesAllThereIsAndHearsOfChanges() throws Exception {
        say(MAP.formatted("begin[:4] = b\"XFSB\""));
        String other = "exec setpriv --reuid 65534 --regid 65534 --clear-groups "
                + MAP.formatted("print(\"ready\", flush=True); sys.stdin.read()");
        CountDownLatch heard = new CountDownLatch(1);
        try (HostConnection fresh = new Hosts().open(new HostAddress.Lab(), line -> {})) {
            Snapshot now = fresh.snapshot();
            hasTheRightsOf(Verb.VIEW);
            Device device = now.device(DEVICE).orElseThrow();
            assertThat(device.superblock())
                    .isEqualTo(Reading.of(new Superblock("xfs", Optional.empty(), Optional.empty())));
            assertThat(device.ranges().value().orElseThrow().getFirst().start()).isEqualTo(0x120000000L);
            assertThat(now.iomem().value().orElseThrow())
                    .anyMatch(entry -> entry.name().equals("dax0.1") && entry.start() == 0x120000000L);
            try (Beside _ = guest().beside(other);
                    AutoCloseable _ = fresh.watch(heard::countDown)) {
                assertThat(fresh.snapshot().holdersOf(DEVICE))
                        .extracting(Holder::command)
                        .containsOnly("python3");
                say("echo dax0.0 >/sys/bus/dax/drivers/device_dax/unbind");
                assertThat(heard.await(60, TimeUnit.SECONDS)).isTrue();
            }
        }
    }
}
