// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import io.github.daxboard.model.DeviceName;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What /proc tells about a process in words: its unit, its command line, the virtual machine that it is. */
final class ProcessWords {
    private static final Pattern UNIT = Pattern.compile("[^/]+\\.(service|scope|socket|mount)");
    private static final Pattern DEVICE = Pattern.compile("/dev/(dax\\d+\\.\\d+)");
    private static final Pattern USER = Pattern.compile("(?m)^Uid:\\s+\\d+\\s+(\\d{1,10})");
    private static final Pattern CAPABILITIES = Pattern.compile("(?m)^CapEff:\\s+([0-9a-f]{1,16})$");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([0-3][0-7]{2})");
    private static final int MOST_WORDS = 6;
    private static final int MOST_CHARACTERS = 120;
    private static final String MARK = " ...";

    private ProcessWords() {}

    /** The systemd unit of a /proc/PID/cgroup: the innermost folder that is one. libvirt gives each guest a scope. */
    static Optional<String> unit(String cgroup) {
        return cgroup.lines()
                .filter(line -> line.startsWith("0::") || line.contains(":name=systemd:"))
                .findFirst()
                .flatMap(line ->
                        UNIT.matcher(line).results().map(MatchResult::group).reduce((outer, inner) -> inner))
                .map(ProcessWords::plain);
    }

    /** systemd writes what is no letter of a unit's name as \x2d. */
    private static String plain(String unit) {
        return Pattern.compile("\\\\x([0-9a-f]{2})")
                .matcher(unit)
                .replaceAll(found -> Matcher.quoteReplacement("" + (char) Integer.parseInt(found.group(1), 16)));
    }

    /** The name that qemu was given for its guest: {@code -name web1}, {@code -name guest=web1,debug-threads=on}. */
    static Optional<String> guest(List<String> arguments) {
        int at = arguments.indexOf("-name");
        if (at < 0 || at + 1 >= arguments.size()) {
            return Optional.empty();
        }
        for (String part : arguments.get(at + 1).split(",", -1)) {
            if (part.startsWith("guest=")) {
                return Optional.of(part.substring("guest=".length()));
            }
        }
        String first = arguments.get(at + 1).split(",", -1)[0];
        return first.isEmpty() || first.contains("=") ? Optional.empty() : Optional.of(first);
    }

    /** The first words of a command line; empty where there is none, as of a kernel thread. */
    static Optional<String> first(List<String> arguments) {
        String words = String.join(" ", arguments.subList(0, Math.min(MOST_WORDS, arguments.size())))
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
        boolean more = words.length() <= MOST_CHARACTERS && arguments.size() > MOST_WORDS;
        return words.isEmpty() ? Optional.empty() : Optional.of(cut(words, MOST_CHARACTERS) + (more ? MARK : ""));
    }

    /** A text, or its beginning with a mark where it is longer than that. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + MARK;
    }

    /** The paths that a mount's source, its options or a server's argument name: {@code daxdevs=/dev/dax0.0:/n1}. */
    static List<String> paths(String text) {
        return Pattern.compile("[,=:]")
                .splitAsStream(text)
                .filter(part -> part.startsWith("/"))
                .distinct()
                .toList();
    }

    /** The device that a path names, if it is the usual one. */
    static Optional<DeviceName> device(String path) {
        Matcher named = DEVICE.matcher(path);
        return named.matches() ? DeviceName.parse(named.group(1)) : Optional.empty();
    }

    /** Whether a process of this name may serve a file system, and need not have a device open to use it. */
    static boolean isFileServer(String command) {
        return command.startsWith("famfs");
    }

    /** The effective user of a /proc/PID/status. The owner of /proc/PID is root for whatever may not be dumped. */
    static Optional<Integer> user(String status) {
        Matcher line = USER.matcher(status);
        return line.find() ? Optional.of(Integer.parseUnsignedInt(line.group(1))) : Optional.empty();
    }

    /** Whether a /proc/PID/status says that a capability is in effect. */
    static boolean isCapable(String status, int capability) {
        Matcher line = CAPABILITIES.matcher(status);
        return line.find() && (Long.parseUnsignedLong(line.group(1), 16) >>> capability & 1) == 1;
    }

    /** The kernel writes blanks, tabs, newlines and backslashes of a mount's words as octal numbers (fs/proc_namespace.c). */
    static String unescaped(String word) {
        return ESCAPE.matcher(word)
                .replaceAll(found -> Matcher.quoteReplacement("" + (char) Integer.parseInt(found.group(1), 8)));
    }
}
