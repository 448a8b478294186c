// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which host is meant, as {@code --host} says it. */
public sealed interface HostAddress {

    /** The form that {@code --host} takes. */
    String text();

    /** This machine. */
    record Local() implements HostAddress {
        @Override
        public String text() {
            return "local";
        }
    }

    /** The simulated machine. */
    record Demo() implements HostAddress {
        @Override
        public String text() {
            return "demo";
        }
    }

    /** The virtual machine of the checkout's lab folder, started when it isn't up. */
    record Lab() implements HostAddress {
        @Override
        public String text() {
            return "lab";
        }
    }

    /**
     * A machine over ssh.
     *
     * @param user the login
     * @param host name or address
     * @param port TCP port
     */
    record Ssh(String user, String host, int port) implements HostAddress {
        @Override
        public String text() {
            return "ssh://" + user + "@" + host + (port == 22 ? "" : ":" + port);
        }
    }

    /** A captured tree, read-only: a folder that holds sys/, or a .tar or .tar.gz of one. */
    record Captured(Path path) implements HostAddress {
        @Override
        public String text() {
            return "sysfs:" + path;
        }
    }

    // No leading dash in user or host: ssh would take it for an option.
    Pattern SSH = Pattern.compile(
            "ssh://([A-Za-z_][A-Za-z0-9_.-]{0,63})@([A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[[0-9a-fA-F:]{2,45}\\])(?::(\\d{1,5}))?");

    static Optional<HostAddress> parse(String text) {
        Optional<HostAddress> named = switch (text) {
            case "local" -> Optional.of(new Local());
            case "demo" -> Optional.of(new Demo());
            case "lab" -> Optional.of(new Lab());
            default -> Optional.empty();
        };
        if (named.isPresent()) {
            return named;
        }
        if (text.startsWith("sysfs:") && text.length() > "sysfs:".length()) {
            return captured(text.substring("sysfs:".length()));
        }
        Matcher ssh = SSH.matcher(text);
        if (ssh.matches()) {
            int port = ssh.group(3) == null ? 22 : Integer.parseInt(ssh.group(3));
            if (port >= 1 && port <= 65_535) {
                return Optional.of(new Ssh(ssh.group(1), ssh.group(2), port));
            }
        }
        return Optional.empty();
    }

    private static Optional<HostAddress> captured(String path) {
        try {
            return Optional.of(new Captured(Path.of(path)));
        } catch (InvalidPathException e) {
            // A NUL is in no file's name.
            return Optional.empty();
        }
    }
}
