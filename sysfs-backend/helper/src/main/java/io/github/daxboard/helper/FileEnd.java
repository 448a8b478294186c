// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The end of a file to which lines are added. A line that could not be written whole is cut off again, or else kept from the
 * next one by an end of line.
 */
final class FileEnd implements AutoCloseable {
    private static final int CLOSED = -1;

    /** How a text is written: {@link PrivateFiles#write} or {@link PrivateFiles#writeAll}. */
    interface Writer {
        void write(int fd, String text, Path file) throws IOException;
    }

    private final PrivateFiles files;
    private final Path file;
    private final Consumer<IOException> unmeasured;
    private int fd = CLOSED;
    private long length;
    private boolean torn;

    /** The end of a file that is not open yet; where its length can't be found out after a write that failed, that is told. */
    FileEnd(PrivateFiles files, Path file, Consumer<IOException> unmeasured) {
        this.files = files;
        this.file = file;
        this.unmeasured = unmeasured;
    }

    boolean isOpen() {
        return fd != CLOSED;
    }

    /** Opens the file, and makes it where there is none. */
    void open() throws IOException {
        fd = files.openToAppend(file);
        length = files.length(fd, file);
    }

    /** How long the file is, in bytes. */
    long length() {
        return length;
    }

    /** What is in the file may end in the middle of a line. */
    void lookForTornLine() throws IOException {
        torn = length > 0 && !files.endsWithLine(file);
    }

    /** Goes on in a new file of the same name; the one that was written to was renamed. */
    void openNext() throws IOException {
        int before = fd;
        fd = files.openToAppend(file);
        files.close(before);
        length = 0;
        torn = false;
    }

    /** Adds lines, which are ASCII. */
    void add(String lines, Writer writer) throws IOException {
        String text = torn ? "\n" + lines : lines;
        try {
            writer.write(fd, text, file);
        } catch (IOException e) {
            cutBack(length);
            throw e;
        }
        length += text.length();
        torn = false;
    }

    /** Takes back what was added after the file had this length; what can't be taken back is a torn line. */
    void cutBack(long to) {
        try {
            files.cut(fd, to, file);
            length = to;
        } catch (IOException e) {
            torn = true;
            measure();
        }
    }

    /** What could not be cut off is part of the length: else a cut that goes would take whole lines with it that came after. */
    private void measure() {
        try {
            length = files.length(fd, file);
        } catch (IOException e) {
            unmeasured.accept(e);
        }
    }

    /** Waits until what was added is on the disk. */
    void sync() throws IOException {
        files.sync(fd, file);
    }

    /** Takes room behind the last line for what will follow. */
    void reserve(long bytes) throws IOException {
        files.reserve(fd, length, bytes, file);
    }

    /** Gives back what was reserved. */
    void release() throws IOException {
        files.cut(fd, length, file);
    }

    @Override
    public void close() {
        if (fd != CLOSED) {
            files.close(fd);
            fd = CLOSED;
        }
    }
}
