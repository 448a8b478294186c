// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.plan.Action;
import io.github.daxboard.plan.KernelWrite;
import io.github.daxboard.text.Message;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of the kernel's log that say why something failed, out of those of that moment. */
final class KernelLines {
    private static final int SHOWN = 4;

    private KernelLines() {}

    /** Those that name dax, or what the step writes. */
    static List<Message> about(Action action, List<String> log) {
        List<String> names =
                action.writes().stream().map(KernelWrite::value).distinct().toList();
        return matching(log, line -> line.contains("dax") || names.stream().anyMatch(line::contains));
    }

    static List<Message> aboutDax(List<String> log) {
        return matching(log, line -> line.contains("dax"));
    }

    /** Those of mm/memory_hotplug.c and mm/page_isolation.c about a block that does not go. */
    static List<Message> aboutMemory(List<String> log) {
        return matching(
                log.stream().distinct().toList(),
                line -> line.contains("offlin")
                        || line.contains("onlin")
                        || line.contains("isolate")
                        || line.contains("unmovable")
                        || line.contains("migrat")
                        || line.startsWith("page:"));
    }

    static List<String> naming(Driver driver, List<String> log) {
        return log.stream()
                .filter(line -> line.contains(driver.name()))
                .limit(SHOWN)
                .toList();
    }

    /** The first lines of what a program said. */
    static List<Message> first(String said) {
        return matching(said.lines().toList(), line -> true);
    }

    private static List<Message> matching(List<String> lines, Predicate<String> wanted) {
        return lines.stream().filter(wanted).limit(SHOWN).map(Message::verbatim).toList();
    }

    /** drivers/base/dd.c words a failed probe so; older kernels say "probe of dax0.0 failed with error -16". */
    static Optional<Errno> errno(List<String> log, DeviceName device, Driver driver) {
        Pattern line = Pattern.compile("\\Q" + device + "\\E.*probe with driver \\Q" + driver
                + "\\E failed with error -(\\d{1,4})|probe of \\Q" + device + "\\E failed with error -(\\d{1,4})");
        return log.stream()
                .map(line::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1) != null ? matcher.group(1) : matcher.group(2))
                .map(number -> new Errno(Integer.parseInt(number)))
                .findFirst();
    }
}
