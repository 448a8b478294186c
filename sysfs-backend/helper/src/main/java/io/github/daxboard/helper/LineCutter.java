// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Cuts what is read into lines, and keeps no more of one than a line may have. */
final class LineCutter {
    private static final String TOO_LONG = "\0";

    private final int longest;
    private final PrivateFiles.Lines lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean tooLong;

    LineCutter(int longest, PrivateFiles.Lines lines) {
        this.longest = longest;
        this.lines = lines;
    }

    void take(byte[] bytes, int count) {
        int from = 0;
        for (int at = 0; at < count; at++) {
            if (bytes[at] == '\n') {
                gather(bytes, from, at - from);
                give(true);
                from = at + 1;
            }
        }
        gather(bytes, from, count - from);
    }

    private void gather(byte[] bytes, int from, int count) {
        tooLong |= line.size() + count > longest;
        if (!tooLong) {
            line.write(bytes, from, count);
        }
    }

    private void give(boolean whole) {
        lines.take(tooLong ? TOO_LONG : line.toString(StandardCharsets.UTF_8), whole);
        line.reset();
        tooLong = false;
    }

    /** What came after the last line's end. */
    void end() {
        if (tooLong || line.size() > 0) {
            give(false);
        }
    }
}
