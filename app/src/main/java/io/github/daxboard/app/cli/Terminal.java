// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.model.Visible;
import java.io.PrintWriter;

/**
 * Where the command line's text leaves for a terminal, a file or a pipe. Whatever is printed goes through one filter, so that no command
 * can forget it: control characters, escape sequences, direction marks and characters without a shape are written out. What a terminal is
 * to obey comes from here alone: the end of a line, a line that is written over, and the colours of {@link Paint}.
 */
final class Terminal {
    private final PrintWriter out;

    Terminal(PrintWriter out) {
        this.out = out;
    }

    /** Text inside of a line. */
    void print(String text) {
        out.print(Visible.line(text));
    }

    /** A painted text inside of a line. */
    void print(Paint.Painted painted) {
        String text = Visible.line(painted.text());
        out.print(painted.code().isEmpty() ? text : "\u001b[" + painted.code() + "m" + text + "\u001b[0m");
    }

    /** One line. A line feed in it is written out as well: nothing that was read makes a second one. */
    void println(String text) {
        out.println(Visible.line(text));
    }

    /** A painted line. */
    void println(Paint.Painted painted) {
        print(painted);
        out.println();
    }

    void println() {
        out.println();
    }

    /** Lines whose ends are our own: a refusal, a script, a JSON document. They end as the text does, with or without a line feed. */
    void printLines(String lines) {
        out.print(Visible.lines(lines));
    }

    /** {@link #printLines} and the end of the last line. */
    void printlnLines(String lines) {
        out.println(Visible.lines(lines));
    }

    /** A line in the place of the one that the cursor is in; it stays there. */
    void over(String line) {
        out.print("\r" + Visible.line(line) + "\u001b[K");
        out.flush();
    }

    /** Empties the line that the cursor is in. */
    void wipe() {
        out.print("\r\u001b[K");
    }

    void flush() {
        out.flush();
    }

    /** Whether what was printed did not arrive; flushes. */
    boolean checkError() {
        return out.checkError();
    }
}
