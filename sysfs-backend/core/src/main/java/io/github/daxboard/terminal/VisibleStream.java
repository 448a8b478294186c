// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.terminal;

import io.github.daxboard.model.Visible;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/** An error stream on which every text that is printed is one line of {@link Visible} characters, whoever prints it. */
public final class VisibleStream extends PrintStream {
    private VisibleStream(OutputStream out, Charset charset) {
        super(out, true, charset);
    }

    /** For the whole program: defects and warnings of libraries go through it as well. */
    public static void guardErrors() {
        if (!(System.err instanceof VisibleStream)) {
            System.setErr(new VisibleStream(System.err, System.err.charset()));
        }
    }

    /** For one stream. */
    public static PrintStream of(PrintStream stream) {
        return new VisibleStream(stream, stream.charset());
    }

    @Override
    public void print(String text) {
        super.print(Visible.line(String.valueOf(text)));
    }

    @Override
    public void print(Object object) {
        print(String.valueOf(object));
    }

    @Override
    public void print(char[] text) {
        print(String.valueOf(text));
    }

    @Override
    public void print(char one) {
        print(String.valueOf(one));
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    /**
     * What a writer over it hands on, such as that of java.util.logging, and what the other methods made visible: the ends of its lines
     * stay. A character that comes in pieces is not put together.
     */
    @Override
    public void write(byte[] bytes, int from, int length) {
        byte[] shown = Visible.lines(new String(bytes, from, length, charset())).getBytes(charset());
        super.write(shown, 0, shown.length);
    }
}
