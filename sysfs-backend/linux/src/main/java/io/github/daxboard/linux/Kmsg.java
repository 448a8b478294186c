// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import io.github.daxboard.kernel.KernelPort.LogMark;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A place in the kernel's log, through /dev/kmsg: one read gives one record (Documentation/ABI/testing/dev-kmsg). */
final class Kmsg implements LogMark {
    private static final int EPIPE = 32;
    private static final int RECORD_LIMIT = 8192;
    /** Enough for one step's words; a flood of others' lines is not ours to keep. */
    private static final int LINES_LIMIT = 200;

    private final SystemCalls calls;
    private final int fd;

    Kmsg(SystemCalls calls, int fd) {
        this.calls = calls;
        this.fd = fd;
        calls.seekToEnd(fd);
    }

    @Override
    public List<String> linesSince() {
        List<String> lines = new ArrayList<>();
        byte[] record = new byte[RECORD_LIMIT];
        int overruns = 0;
        while (lines.size() < LINES_LIMIT && overruns < LINES_LIMIT) {
            int length = calls.read(fd, record);
            if (length > 0) {
                lines.add(text(new String(record, 0, length, StandardCharsets.UTF_8)));
            } else if (length == -EPIPE) {
                // Records were overwritten before they were read; the next read goes on with the oldest left.
                overruns++;
            } else {
                break;
            }
        }
        return List.copyOf(lines);
    }

    /** The message of a record {@code level,sequence,time,flags;message\n KEY=value...}. */
    private static String text(String record) {
        String first = record.lines().findFirst().orElse("");
        return first.substring(first.indexOf(';') + 1);
    }

    @Override
    public void close() {
        calls.close(fd);
    }
}
