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
}
