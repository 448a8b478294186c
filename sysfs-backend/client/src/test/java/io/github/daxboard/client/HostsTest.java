// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.daxboard.client.HostConnection.Applied;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class HostsTest {
    private static final HostAddress DEMO = new HostAddress.Demo();

    @TempDir
    private Path folder;

    private Hosts hosts() {
        return new Hosts(
                new HostSettings(
                        Optional.of(folder),
                        Optional.empty(),
                        folder.resolve("ssh").toString(),
                        "pkexec",
                        folder.resolve("no-helper"),
                        Duration.ZERO,
                        List.of()),
                Clock.systemUTC());
    }

    private Problem failure(HostAddress address, List<String> progress) {
        return assertThatExceptionOfType(HostException.class)
                .isThrownBy(() -> hosts().open(address, stage -> progress.add(stage.english())))
                .actual()
                .refusal();
    }

    private void script(String name, String body) throws IOException {
        Path script = folder.resolve(name);
        Files.createDirectories(Optional.ofNullable(script.getParent()).orElseThrow());
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void thereIsALabOnlyWhereItsScriptsAre() throws IOException {
        assertThat(hosts().hasLab()).isFalse();
        Path up = Files.createDirectories(folder.resolve("lab")).resolve("up");
        Files.createFile(up, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        assertThat(hosts().hasLab()).isTrue();
    }

    @Test
    void theDemoIsAHostThatCanBeChanged() throws Exception {
        List<Change> change = List.of(new Change.SwitchMode(DeviceName.of("dax0.1"), Mode.FSDEV));
        try (HostConnection demo = hosts().open(DEMO, line -> {})) {
            assertThat(demo.name()).isEqualTo(new HostName("demo"));
            assertThat(demo.readOnly()).isEmpty();
            Snapshot before = demo.snapshot();
            assertThat(before.host()).isEqualTo(demo.name());
            String digest = Planner.plan(before, change).digest();
            assertThat(demo.apply(Order.of(change), digest, event -> {}, Cancel.never()))
                    .isInstanceOf(Applied.Ran.class);
            assertThat(demo.snapshot()
                            .device(DeviceName.of("dax0.1"))
                            .orElseThrow()
                            .mode())
                    .contains(Mode.FSDEV);
            assertThat(demo.apply(Order.of(change), digest, event -> {}, Cancel.never()))
                    .isInstanceOf(Applied.Moved.class);
        }
    }

    @Test
    void eachDemoIsAMachineOfItsOwn() throws Exception {
        List<Change> change = List.of(new Change.SwitchMode(DeviceName.of("dax0.1"), Mode.UNBOUND));
        try (HostConnection one = hosts().open(DEMO, line -> {});
                HostConnection other = hosts().open(DEMO, line -> {})) {
            one.apply(Order.of(change), Planner.plan(one.snapshot(), change).digest(), event -> {}, Cancel.never());
            assertThat(other.snapshot()
                            .device(DeviceName.of("dax0.1"))
                            .orElseThrow()
                            .mode())
                    .contains(Mode.DEVDAX);
        }
    }

    @Test
    void thisMachineCanBeLookedAtWithoutAHelperAndSaysWhyItCannotBeChanged() throws Exception {
        try (HostConnection local = hosts().open(new HostAddress.Local(), line -> {})) {
            assertThat(local.snapshot().kernelRelease().value()).isPresent();
            Problem why = local.readOnly().orElseThrow();
            assertThat(why.why()).contains("no-helper");
            assertThat(local.apply(Order.of(List.of()), "", event -> {}, Cancel.never()))
                    .isEqualTo(new Applied.Refused(why));
        }
    }

    @Test
    void aCapturedTreeCanOnlyBeLookedAt() throws Exception {
        Files.createDirectories(folder.resolve("captured/sys/bus/dax/devices"));
        HostAddress address =
                HostAddress.parse("sysfs:" + folder.resolve("captured")).orElseThrow();
        try (HostConnection captured = hosts().open(address, line -> {})) {
            assertThat(captured.name()).isEqualTo(new HostName("captured"));
            assertThat(captured.snapshot().hasDax()).isFalse();
            assertThat(captured.readOnly().orElseThrow().what()).contains("not changed");
        }
    }

    @Test
    void aCapturedTreeThatIsNoneIsRefused() {
        HostAddress address =
                HostAddress.parse("sysfs:" + folder.resolve("nothing")).orElseThrow();
        assertThat(failure(address, new ArrayList<>()).what()).contains("can't be opened");
    }

    @Test
    void theLabNeedsACheckout() {
        assertThat(failure(new HostAddress.Lab(), new ArrayList<>()).cure()).contains("./daxboard", "--host demo");
    }

    @Test
    void theLabsStartIsToldLineByLine() throws IOException {
        script("lab/up", "echo '  0.1 s  booting Linux 6.12'; echo 'the cause' >&2; exit 1");
        List<String> progress = new ArrayList<>();
        Problem refusal = failure(new HostAddress.Lab(), progress);
        assertThat(progress).containsExactly("booting Linux 6.12");
        assertThat(refusal.why()).contains("exit code 1");
        assertThat(refusal.evidence()).containsExactly("the cause");
    }

    @Test
    void theLabIsReachedAsItsDescriptionSays() throws IOException {
        script("lab/up", "exit 0");
        Files.createDirectories(folder.resolve("lab/run"));
        Files.writeString(
                folder.resolve("lab/run/env"),
                "LAB_PORT=20123\nLAB_KEY=/l/user_key\nLAB_KNOWN_HOSTS=/l/known\nLAB_PID=1\nLAB_CONTROL=/l/control\n");
        script("ssh", "printf '%s ' \"$@\" >" + folder.resolve("arguments") + "; exit 255");
        failure(new HostAddress.Lab(), new ArrayList<>());
        assertThat(folder.resolve("arguments"))
                .content()
                .contains("-F none", "IdentityFile=/l/user_key", "UserKnownHostsFile=/l/known")
                .contains("ControlPath=/l/control", "StrictHostKeyChecking=yes")
                .endsWith("-p 20123 -l root -- 127.0.0.1 daxboard-helper view ");
    }

    @Test
    void aLabWithoutADescriptionIsRefused() throws IOException {
        script("lab/up", "exit 0");
        assertThat(failure(new HostAddress.Lab(), new ArrayList<>()).why()).contains("no description");
    }
}
