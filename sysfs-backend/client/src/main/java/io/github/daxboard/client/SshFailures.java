// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.client.HelperGone.How;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.plan.Problem.Kind;
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
    private record Known(Pattern said, Kind kind, String why, String cure) {
        static Known of(String said, Kind kind, String why, String cure) {
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
                        "The host's key is another one than the one that is known for it.",
                        "Find out why it changed; if that is in order, remove the old key with ssh-keygen -R and log in"
                                + " once with ssh."),
                Known.of(
                        "Host key verification failed|[Nn]o .* host key is known",
                        Kind.NOT_ALLOWED,
                        "The host's key is not known here, and Daxboard does not decide to trust it.",
                        "Log in once with ssh in a terminal, compare the key's fingerprint, and try again."),
                Known.of(
                        "Permission denied \\(",
                        Kind.NOT_ALLOWED,
                        "The host accepted none of the keys that ssh offered for " + user + ".",
                        "Add your public key there with ssh-copy-id, or unlock it with ssh-add; Daxboard asks for no"
                                + " password."),
                Known.of(
                        "Could not resolve hostname",
                        Kind.UNREACHABLE,
                        "The host's name was not found.",
                        "Check how it is written, or use its address."),
                Known.of(
                        "Connection refused",
                        Kind.UNREACHABLE,
                        "The machine answers, and no ssh server listens on that port.",
                        "Check the port, and that sshd runs there."),
                Known.of(
                        "timed out|No route to host|Network is unreachable",
                        Kind.UNREACHABLE,
                        "The machine does not answer.",
                        "Check that it is on, and that no firewall or missing VPN stands between."),
                Known.of(
                        "sudo:.* (password is required|terminal is required|no tty present)",
                        Kind.NOT_ALLOWED,
                        "sudo asks for a password there, which cannot be typed over this connection.",
                        "Let " + user + " run daxboard-helper by sudo without a password (NOPASSWD), or log in as"
                                + " root."),
                Known.of(
                        "(not in the sudoers file|not allowed to (execute|run))",
                        Kind.NOT_ALLOWED,
                        "sudo does not let " + user + " run the helper there.",
                        "Allow it in sudoers, or log in as root."),
                Known.of(
                        "Could not find or load main class|Unable to access jarfile",
                        Kind.UNREACHABLE,
                        "The helper's launcher is there, and the program that it starts is not.",
                        "Build or install Daxboard there again."),
                Known.of(
                        "not found|No such file or directory",
                        Kind.UNREACHABLE,
                        "The helper is not installed there: the host's shell does not find daxboard-helper.",
                        "Install Daxboard's helper on the host, in a folder of its PATH such as /usr/bin."));
    }

    @Override
    public Problem words(HelperGone gone) {
        if (gone.how() instanceof How.Garbled) {
            return refusal(
                    gone,
                    Kind.UNREACHABLE,
                    "What came from the host is not the helper's greeting: its shell prints something at a login"
                            + " without a terminal, or the helper is of another version.",
                    "Try ssh with the command true, which must print nothing, and install the same version there.");
        }
        String said = String.join("\n", gone.said());
        return known.stream()
                .filter(failure -> failure.said().matcher(said).find())
                .findFirst()
                .map(failure -> refusal(gone, failure.kind(), failure.why(), failure.cure()))
                .orElseGet(() -> refusal(
                        gone,
                        Kind.UNREACHABLE,
                        "ssh or the helper did not say a cause that is known; " + gone.words() + ".",
                        "Try the same with ssh in a terminal; the lines quoted here are what was said."));
    }

    private Problem refusal(HelperGone gone, Kind kind, String why, String cure) {
        return Problem.of(kind, host, "No helper could be started on " + host + "; nothing was written.", why, cure)
                .withEvidence(gone.said());
    }
}
