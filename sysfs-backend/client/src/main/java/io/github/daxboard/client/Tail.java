// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.model.Visible;
import io.github.daxboard.protocol.BoundedLines;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Reads a process's error stream to its end, so that it never blocks, and keeps the last lines. */
final class Tail {
    private static final int LINES = 12;
    private static final int LINE_LIMIT = 1000;

    private final Deque<String> lines = new ArrayDeque<>();
    private final Thread reader;

    Tail(InputStream in) {
        BoundedLines source = new BoundedLines(in, LINE_LIMIT);
        reader = Thread.ofPlatform().daemon().name("helper's errors").start(() -> readAll(source));
    }

    private void readAll(BoundedLines source) {
        try {
            for (BoundedLines.Line line = source.next(); !(line instanceof BoundedLines.End); line = source.next()) {
                keep(
                        line instanceof BoundedLines.Complete(String text)
                                ? harmless(text)
                                : "(a line that can't be shown)");
            }
        } catch (IOException e) {
            // The process is gone, and so is what it had to say.
        } catch (RuntimeException | Error e) {
            keep("(the rest can't be shown: " + e.getClass().getSimpleName() + ")");
        }
    }

    private synchronized void keep(String line) {
        if (line.isBlank()) {
            return;
        }
        lines.addLast(line);
        if (lines.size() > LINES) {
            lines.removeFirst();
        }
    }

    /** Without control characters, which a terminal would obey, and without what makes a line look like another. */
    private static String harmless(String text) {
        return Visible.line(text.replaceAll("\\p{Cntrl}", " ").strip());
    }

    /** The last lines; waits a moment for those that are still on their way. */
    List<String> lines() {
        try {
            reader.join(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            return List.copyOf(lines);
        }
    }
}
