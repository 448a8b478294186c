// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The language of messages, chosen as gettext chooses it. */
final class Language {
    private Language() {}

    /**
     * The locale for messages: of LC_ALL, LC_MESSAGES and LANG the first that is set and not empty (POSIX.1, "Environment
     * Variables"). C, POSIX and what is not a locale's name are English.
     */
    static Locale of(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(Language::parsed)
                .orElse(Locale.ENGLISH);
    }

    /** Such as de_AT.UTF-8@euro: the language and the territory count. */
    private static Locale parsed(String name) {
        String[] parts = name.split("[.@]", -1)[0].split("_", -1);
        if (!parts[0].matches("[a-z]{2,3}")) {
            return Locale.ENGLISH;
        }
        boolean hasTerritory = parts.length == 2 && parts[1].matches("[A-Z]{2}");
        return Locale.of(parts[0], hasTerritory ? parts[1] : "");
    }
}
