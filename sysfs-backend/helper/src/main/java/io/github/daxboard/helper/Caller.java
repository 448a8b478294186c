// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * On whose behalf a helper runs, for the audit log. No right derives from it: the rights were given by who started the
 * helper, and these variables are that program's word for whom.
 *
 * @param text such as {@code uid 1000 by pkexec}
 */
record Caller(String text) {
    private static final Pattern UID = Pattern.compile("\\d{1,10}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:%a-z]{2,60}");

    /** Who is told by the environment of a process, and else by its own user id. */
    static Caller of(Map<String, String> environment, int ownUser) {
        return uid(environment, "PKEXEC_UID", "pkexec")
                .or(() -> uid(environment, "SUDO_UID", "sudo"))
                .or(() -> ssh(environment, ownUser))
                .orElseGet(() -> new Caller("uid " + ownUser));
    }

    private static Optional<Caller> uid(Map<String, String> environment, String name, String by) {
        return Optional.ofNullable(environment.get(name))
                .filter(uid -> UID.matcher(uid).matches())
                .map(uid -> new Caller("uid " + uid + " by " + by));
    }

    private static Optional<Caller> ssh(Map<String, String> environment, int ownUser) {
        return Optional.ofNullable(environment.get("SSH_CONNECTION"))
                .map(connection -> connection.split(" ", 2)[0])
                .filter(address -> ADDRESS.matcher(address).matches())
                .map(address -> new Caller("uid " + ownUser + " by ssh from " + address));
    }
}
