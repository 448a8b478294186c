// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sysfs;

import io.github.daxboard.model.Errno;
import io.github.daxboard.model.IomemEntry;
import io.github.daxboard.model.Reading;
import java.util.ArrayList;
import java.util.List;

/** Reads /proc/iomem (kernel/resource.c, r_show): {@code 100000000-13fffffff : System RAM (kmem)}, two blanks a level. */
final class IomemReader {
    private IomemReader() {}

    /** Its lines. Who lacks CAP_SYS_ADMIN is shown the names with 0 for every address, which is as good as being denied. */
    static Reading<List<IomemEntry>> parse(String text) {
        List<IomemEntry> entries = new ArrayList<>();
        for (String line : text.lines().toList()) {
            int blanks = 0;
            while (blanks < line.length() && line.charAt(blanks) == ' ') {
                blanks++;
            }
            int dash = line.indexOf('-', blanks);
            int colon = line.indexOf(" : ", blanks);
            if (dash < 0 || colon < dash) {
                return new Reading.Malformed<>(line);
            }
            Reading<Long> start = Formats.bareHex(line.substring(blanks, dash));
            Reading<Long> end = Formats.bareHex(line.substring(dash + 1, colon));
            if (start.value().isEmpty() || end.value().isEmpty()) {
                return new Reading.Malformed<>(line);
            }
            entries.add(new IomemEntry(start.value().get(), end.value().get(), line.substring(colon + 3), blanks / 2));
        }
        boolean hidden = entries.stream().allMatch(entry -> entry.start() == 0 && entry.end() == 0);
        return hidden && !entries.isEmpty() ? new Reading.Denied<>(Errno.EACCES) : Reading.of(List.copyOf(entries));
    }
}
