// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.allhosts;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.ui.theme.Look;
import java.util.List;
import java.util.Optional;

/**
 * All hosts, as a value.
 *
 * @param line how many hosts there are and how much DAX memory they have
 * @param totals what all hosts have together, by use
 * @param filters with how many hosts each lets through
 * @param rows the hosts that the chosen filter and the text let through
 * @param most the size of the largest host, which all bars are to the scale of
 */
public record AllHostsPicture(String line, List<Segment> totals, List<FilterCount> filters, List<Row> rows, long most) {
    static final AllHostsPicture EMPTY = new AllHostsPicture("", List.of(), List.of(), List.of(), 1);

    /** What hosts are shown. */
    public enum Filter {
        ALL("all"),
        NEEDS_A_LOOK("look"),
        WITH_FREE("free"),
        FSDEV("fsdev");

        private final String key;

        Filter(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }
    }

    public record FilterCount(Filter filter, long count, String words) {}

    /**
     * Memory of one use.
     *
     * @param online how much of it is online, 0 to 1; only for system-ram
     */
    public record Segment(Look look, long bytes, double online, String word, String size) {}

    /** What needs a look. */
    public record Note(String icon, String words, Tone tone) {}

    public enum Tone {
        DANGER,
        WARN,
        ACCENT,
        QUIET
    }

    /**
     * A host.
     *
     * @param size what it has in bytes; 0 where it was not read yet
     * @param read {@code live}, when it was last read, or what keeps it from being read
     * @param stale whether what is shown is not what is there now
     */
    public record Row(
            HostAddress address,
            String icon,
            String name,
            String kernel,
            long size,
            String sizeWords,
            List<Segment> bar,
            long free,
            String freeWords,
            int devices,
            Optional<Note> note,
            String read,
            boolean stale,
            boolean fsdev) {
        /** All of it in words, which is also what is searched. */
        public String spoken() {
            return name + ", " + kernel + ", " + sizeWords + ", " + read
                    + note.map(one -> ", " + one.words()).orElse("");
        }
    }
}
