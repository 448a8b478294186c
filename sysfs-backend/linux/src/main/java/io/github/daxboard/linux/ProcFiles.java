// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import io.github.daxboard.model.Errno;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Files of /proc, read with bounds on what is kept, since a process says how long they are. What has ended meanwhile is not
 * there; all else that goes wrong is a failure, which keeps a look from taking a part for the whole.
 */
final class ProcFiles {
    private static final int PART = 32 * 1024;

    private final SystemCalls calls;
    private final Bounded.Progress progress;
    private final byte[] part = new byte[PART];

    ProcFiles(SystemCalls calls, Bounded.Progress progress) {
        this.calls = calls;
        this.progress = progress;
    }

    /** Something could not be looked at, and so nothing is known of the whole. */
    static final class NotSeen extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Errno errno;

        NotSeen(Errno errno) {
            super(errno.symbol(), null, false, false);
            this.errno = errno;
        }

        Errno errno() {
            return errno;
        }
    }

    /** Takes lines one by one. */
    interface Lines {
        /**
         * A line without its end.
         *
         * @param bytes the line is at their beginning
         * @param length how long it is
         * @param whole whether it is all of the line, which may be longer than what is kept
         */
        void take(byte[] bytes, int length, boolean whole) throws NotSeen;
    }

    /** The call's result, or empty where the process, the thread or the file is not there any more. */
    private Optional<Integer> there(int result) throws NotSeen {
        step();
        if (result == -Errno.ENOENT.number() || result == -Errno.ESRCH.number()) {
            return Optional.empty();
        }
        if (result < 0) {
            throw new NotSeen(new Errno(-result));
        }
        return Optional.of(result);
    }

    private void step() throws NotSeen {
        progress.step();
        if (progress.isGivenUp()) {
            throw new NotSeen(Errno.ETIMEDOUT);
        }
    }

    /** The names in a folder; none where it is not there. */
    List<String> names(String folder) throws NotSeen {
        Optional<Integer> fd = there(calls.open(folder, SystemCalls.O_RDONLY | calls.directoryFlag(), 0));
        List<String> names = new ArrayList<>();
        if (fd.isEmpty()) {
            return names;
        }
        try {
            while (there(calls.names(fd.get(), names))
                    .filter(length -> length > 0)
                    .isPresent()) {
                // until its end
            }
        } finally {
            calls.close(fd.get());
        }
        names.removeIf(name -> name.equals(".") || name.equals(".."));
        return names;
    }

    /** The names in a folder that are numbers: processes, threads, descriptors. */
    List<Integer> numbers(String folder) throws NotSeen {
        List<Integer> numbers = new ArrayList<>();
        for (String name : names(folder)) {
            if (name.length() < 10 && !name.isEmpty() && name.chars().allMatch(Character::isDigit)) {
                numbers.add(Integer.parseInt(name));
            }
        }
        return numbers;
    }

    /** The first bytes of a file; empty where it is not there. */
    Optional<byte[]> head(String path, int most) throws NotSeen {
        Optional<Integer> fd = there(calls.open(path, SystemCalls.O_RDONLY, 0));
        if (fd.isEmpty()) {
            return Optional.empty();
        }
        byte[] kept = new byte[most];
        int length = 0;
        try {
            int count = 1;
            while (count > 0 && length < most) {
                count = there(calls.read(fd.get(), part)).orElse(0);
                int fits = Math.min(count, most - length);
                System.arraycopy(part, 0, kept, length, fits);
                length += fits;
            }
        } finally {
            calls.close(fd.get());
        }
        return Optional.of(Arrays.copyOf(kept, length));
    }

    /** The first bytes of a file as text, a character that is none of UTF-8 replaced; the empty text where it is not there. */
    String text(String path, int most) throws NotSeen {
        return head(path, most)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    /** Each line of a file, however long the file is; of a line only so many bytes are kept. */
    void lines(String path, int most, Lines lines) throws NotSeen {
        Optional<Integer> fd = there(calls.open(path, SystemCalls.O_RDONLY, 0));
        if (fd.isEmpty()) {
            return;
        }
        byte[] line = new byte[most];
        int length = 0;
        try {
            int count = there(calls.read(fd.get(), part)).orElse(0);
            while (count > 0) {
                for (int i = 0; i < count; i++) {
                    if (part[i] == '\n') {
                        lines.take(line, Math.min(length, most), length <= most);
                        length = 0;
                    } else if (length++ < most) {
                        line[length - 1] = part[i];
                    }
                }
                count = there(calls.read(fd.get(), part)).orElse(0);
            }
        } finally {
            calls.close(fd.get());
        }
        if (length > 0) {
            lines.take(line, Math.min(length, most), length <= most);
        }
    }

    /** A link's own text; empty where it is not there. */
    Optional<String> link(String path) throws NotSeen {
        byte[] text = new byte[4096];
        return there(calls.readLink(path, text)).map(length -> new String(text, 0, length, StandardCharsets.UTF_8));
    }

    /** The number of the character device that a path leads to, or {@link SystemCalls#NO_DEVICE}; empty where nothing is there. */
    Optional<Long> characterDevice(String path) throws NotSeen {
        return number(calls.characterDevice(path));
    }

    private Optional<Long> number(long number) throws NotSeen {
        return number >= 0 ? Optional.of(number) : there((int) number).map(Integer::longValue);
    }

    /** As {@link #characterDevice}, of a path as a process sees it: its root's links lead to places below its root. */
    Optional<Long> characterDevice(String root, String path) throws NotSeen {
        Optional<Integer> folder = there(calls.open(root, SystemCalls.O_PATH | calls.directoryFlag(), 0));
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        try {
            int result = calls.openInRoot(folder.get(), path);
            boolean leadsNowhere = result == -Errno.ENOTDIR.number() || result == -Errno.ELOOP.number();
            Optional<Integer> fd = there(leadsNowhere ? -Errno.ENOENT.number() : result);
            if (fd.isEmpty()) {
                return Optional.empty();
            }
            try {
                return number(calls.characterDevice(fd.get()));
            } finally {
                calls.close(fd.get());
            }
        } finally {
            calls.close(folder.get());
        }
    }

    /** Whether two threads have one table of open files; false, too, where the kernel doesn't say. */
    boolean haveSameFiles(int first, int second) throws NotSeen {
        step();
        return calls.sameFiles(first, second) == 0;
    }
}
