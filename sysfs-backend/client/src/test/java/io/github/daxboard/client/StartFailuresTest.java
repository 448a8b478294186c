// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.daxboard.client.HelperCommand.Patience;
import io.github.daxboard.client.HostConnection.Applied;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.plan.Problem.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What ssh and pkexec leave when no helper comes to run, as scripts that leave the same. */
@Timeout(60)
final class StartFailuresTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private Path script(String body) throws IOException {
        Path script = folder.resolve("starter");
        Files.writeString(
                script, "#!/bin/sh\nprintf '%s\\n' \"$*\" >" + folder.resolve("arguments") + "\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    private String arguments1() throws IOException {
        return Files.readString(folder.resolve("arguments")).strip();
    }

    private HostSettings settings(Path ssh) {
        return new HostSettings(
                Optional.empty(), Optional.empty(), ssh.toString(), "pkexec", folder, Duration.ZERO, List.of());
    }

    private Problem ssh(String address, String script) throws IOException {
        HostAddress host = HostAddress.parse(address).orElseThrow();
        try (HostConnection connection =
                new Hosts(settings(script(script)), Clock.systemUTC()).open(host, line -> {})) {
            throw new AssertionError(connection);
        } catch (HostException e) {
            return e.refusal();
        }
    }

    static Stream<Arguments> whatSshLeaves() {
        return Stream.of(
                arguments("root@h: Permission denied (publickey).", 255, Kind.NOT_ALLOWED, "ssh-copy-id"),
                arguments("Host key verification failed.", 255, Kind.NOT_ALLOWED, "fingerprint"),
                arguments(
                        "No ED25519 host key is known for h and you have requested strict checking.",
                        255,
                        Kind.NOT_ALLOWED,
                        "fingerprint"),
                arguments(
                        "@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @", 255, Kind.NOT_ALLOWED, "ssh-keygen -R"),
                arguments(
                        "ssh: Could not resolve hostname h: Name or service not known",
                        255,
                        Kind.UNREACHABLE,
                        "Check its spelling"),
                arguments("ssh: connect to host h port 22: Connection refused", 255, Kind.UNREACHABLE, "sshd"),
                arguments("ssh: connect to host h port 22: Connection timed out", 255, Kind.UNREACHABLE, "firewall"),
                arguments("ssh: connect to host h port 22: No route to host", 255, Kind.UNREACHABLE, "firewall"),
                arguments(
                        "bash: line 1: daxboard-helper: command not found", 127, Kind.UNREACHABLE, "Install Daxboard"),
                arguments("sh: 1: daxboard-helper: not found", 127, Kind.UNREACHABLE, "Install Daxboard"),
                arguments("sudo: a password is required", 1, Kind.NOT_ALLOWED, "NOPASSWD"),
                arguments("sudo: a terminal is required to read the password", 1, Kind.NOT_ALLOWED, "NOPASSWD"),
                arguments("ann is not in the sudoers file.", 1, Kind.NOT_ALLOWED, "sudoers"),
                arguments("sudo: daxboard-helper: command not found", 1, Kind.UNREACHABLE, "Install Daxboard"),
                arguments("Error: Could not find or load main class x", 1, Kind.UNREACHABLE, "again"),
                arguments("something new", 42, Kind.UNREACHABLE, "ssh in a terminal"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatSshLeaves")
    void sshFailuresAreSaidInWordsWithACure(String said, int exit, Kind kind, String cure) throws IOException {
        Problem refusal = ssh("ssh://root@h", "echo '" + said + "' >&2; exit " + exit);
        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal.cure()).contains(cure);
        assertThat(refusal.what()).contains("ssh://root@h", "nothing was written");
        assertThat(refusal.evidence()).containsExactly(said);
    }

    @Test
    void aShellThatGreetsFirstIsNamedAsTheCause() throws IOException {
        assertThat(ssh("ssh://root@h", "echo Welcome; sleep 5").why()).contains("prints something at a login");
    }

    @Test
    void sshIsNeverAskedToAskAndTheHostIsNeverTakenForAnOption() throws IOException {
        ssh("ssh://root@h:2222", "exit 1");
        assertThat(arguments1())
                .contains("-o BatchMode=yes")
                .contains("-o ConnectTimeout=10")
                .endsWith("-p 2222 -l root -- h daxboard-helper view");
    }

    @Test
    void whoIsNotRootOverSshUsesSudo() throws IOException {
        ssh("ssh://ann@[fe80::1]", "exit 1");
        assertThat(arguments1()).endsWith("-p 22 -l ann -- fe80::1 sudo -n -- daxboard-helper view");
    }

    static Stream<Arguments> whatPkexecLeaves() {
        return Stream.of(
                arguments(
                        "Error executing command as another user: Request dismissed", 126, "closed without an answer"),
                arguments(
                        "Error executing command as another user: No authentication agent found.",
                        127,
                        "No polkit agent"),
                arguments(
                        "Error creating textual authentication agent: Error opening current controlling terminal for the process (`/dev/tty')",
                        127,
                        "No polkit agent"),
                arguments("Error executing command as another user: Not authorized", 127, "did not authorise"),
                arguments("Error accessing /usr/bin/daxboard-helper: No such file or directory", 127, "not installed"),
                arguments(
                        "Error getting authority: Error initializing authority: Could not connect: No such file or directory",
                        127,
                        "polkit does not run"),
                arguments("Error: Could not find or load main class x", 1, "sent no greeting"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatPkexecLeaves")
    void pkexecFailuresAreSaidInWords(String said, int exit, String why) throws Exception {
        Path pkexec = script("echo \"" + said.replace("`", "\\`") + "\" >&2; exit " + exit);
        Problem refusal = pkexec(pkexec, SOON);
        assertThat(refusal.why()).contains(why);
        assertThat(refusal.what()).contains("nothing was written");
        assertThat(refusal.cure()).isNotBlank();
        assertThat(refusal.evidence()).containsExactly(said);
        assertThat(arguments1()).isEqualTo("--disable-internal-agent /usr/bin/daxboard-helper apply");
    }

    @Test
    void aPasswordThatIsNeverTypedIsWaitedForOnlySoLong() throws Exception {
        assertThat(pkexec(script("exec sleep 30"), Duration.ofSeconds(1)).why()).contains("was not entered");
    }

    private Problem pkexec(Path script, Duration start) throws HostException {
        HelperCommand command = new HelperCommand(
                List.of(script.toString(), "--disable-internal-agent", "/usr/bin/daxboard-helper"),
                new PkexecFailures(),
                new Patience(start, SOON, SOON));
        HostAddress local = new HostAddress.Local();
        Trees trees = new Trees(local, Optional.empty());
        try (PipeApplier applier = new PipeApplier(local, command, trees, new PipeSnapshots(local, command, trees))) {
            return ((Applied.Refused) applier.apply(Order.of(List.of()), "0".repeat(64), event -> {}, Cancel.never()))
                    .refusal();
        }
    }
}
