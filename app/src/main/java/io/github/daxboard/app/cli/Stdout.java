// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The standard output, which remembers that it failed: a writer on it says nothing of that. */
final class Stdout extends OutputStream {
    private static final Path DESCRIPTOR = Path.of("/proc/self/fd/1");
    private static final int FORMAT = 0170000;
    private static final int FIFO = 0010000;
    private static final int SOCKET = 0140000;

    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private Optional<IOException> failure = Optional.empty();

    /** A writer that ends each line at once, as a terminal and a script that follows want it. */
    PrintWriter writer(Charset charset) {
        return new PrintWriter(this, true, charset);
    }

    @Override
    public synchronized void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            failure = failure.or(() -> Optional.of(e));
            throw e;
        }
    }

    /**
     * Why not all was written. A reader that has seen enough, such as head, is no failure: that is the one error that a pipe or
     * a socket gives.
     */
    synchronized Optional<IOException> failure() {
        return failure.filter(broken -> !isPipe());
    }

    private static boolean isPipe() {
        try {
            int type = (Integer) Files.getAttribute(DESCRIPTOR, "unix:mode") & FORMAT;
            return type == FIFO || type == SOCKET;
        } catch (IOException e) {
            return false;
        }
    }
}
