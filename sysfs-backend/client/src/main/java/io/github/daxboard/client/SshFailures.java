// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.client.HelperGone.How;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.plan.Problem.Kind;
import io.github.daxboard.text.Message;
import java.util.List;
import java.util.regex.Pattern;

/** What ssh, sudo and a shell say when no helper comes to run, in words. */
final class SshFailures implements StartFailures {
    private final String host;
    private final List<Known> known;

    /**
     * A failure that is told by what is said.
     *
     * @param said what the error stream holds
     * @param kind of what sort it is
     * @param why the cause
     * @param cure what to do
     */
    private record Known(Pattern said, Kind kind, Message why, Message cure) {
        static Known of(String said, Kind kind, Message why, Message cure) {
            return new Known(Pattern.compile(said), kind, why, cure);
        }
    }

    /** For a host, as the user calls it, and the login on it. */
    SshFailures(String host, String user) {
        this.host = host;
        this.known = List.of(
                Known.of(
                        "REMOTE HOST IDENTIFICATION HAS CHANGED",
                        Kind.NOT_ALLOWED,
                        Message.of("client.ssh.keyChanged.why"),
                        Message.of("client.ssh.keyChanged.cure")),
                Known.of(
                        "Host key verification failed|[Nn]o .* host key is known",
                        Kind.NOT_ALLOWED,
                        Message.of("client.ssh.keyUnknown.why"),
                        Message.of("client.ssh.keyUnknown.cure")),
                Known.of(
                        "Permission denied \\(",
                        Kind.NOT_ALLOWED,
                        Message.of("client.ssh.denied.why", user),
                        Message.of("client.ssh.denied.cure")),
                Known.of(
                        "Could not resolve hostname",
                        Kind.UNREACHABLE,
                        Message.of("client.ssh.noName.why"),
                        Message.of("client.ssh.noName.cure")),
                Known.of(
                        "Connection refused",
                        Kind.UNREACHABLE,
                        Message.of("client.ssh.refused.why"),
                        Message.of("client.ssh.refused.cure")),
                Known.of(
                        "timed out|No route to host|Network is unreachable",
                        Kind.UNREACHABLE,
                        Message.of("client.ssh.silent.why"),
                        Message.of("client.ssh.silent.cure")),
                Known.of(
                        "sudo:.* (password is required|terminal is required|no tty present)",
                        Kind.NOT_ALLOWED,
                        Message.of("client.ssh.sudoPassword.why"),
                        Message.of("client.ssh.sudoPassword.cure", user)),
                Known.of(
                        "(not in the sudoers file|not allowed to (execute|run))",
                        Kind.NOT_ALLOWED,
                        Message.of("client.ssh.sudoers.why", user),
                        Message.of("client.ssh.sudoers.cure")),
                Known.of(
                        "Could not find or load main class|Unable to access jarfile",
                        Kind.UNREACHABLE,
                        Message.of("client.ssh.noProgram.why"),
                        Message.of("client.ssh.noProgram.cure")),
                Known.of(
                        "not found|No such file or directory",
                        Kind.UNREACHABLE,
                        Message.of("client.ssh.noHelper.why"),
                        Message.of("client.ssh.noHelper.cure")));
    }

    @Override
    public Problem words(HelperGone gone) {
        if (gone.how() instanceof How.Garbled) {
            return refusal(
                    gone,
                    Kind.UNREACHABLE,
                    Message.of("client.ssh.garbled.why"),
                    Message.of("client.ssh.garbled.cure"));
        }
        String said = String.join("\n", gone.said());
        return known.stream()
                .filter(failure -> failure.said().matcher(said).find())
                .findFirst()
                .map(failure -> refusal(gone, failure.kind(), failure.why(), failure.cure()))
                .orElseGet(() -> refusal(
                        gone,
                        Kind.UNREACHABLE,
                        Message.of("client.ssh.unknown.why", gone.message()),
                        Message.of("client.ssh.unknown.cure")));
    }

    private Problem refusal(HelperGone gone, Kind kind, Message why, Message cure) {
        return Problem.of(kind, host, Message.of("client.ssh.what", host), why, cure)
                .withEvidence(gone.said());
    }
}
