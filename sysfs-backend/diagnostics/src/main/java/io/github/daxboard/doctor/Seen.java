// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.doctor;

import io.github.daxboard.text.Message;

/** What was read, a line each: a file and what it holds. */
final class Seen {
    private Seen() {}

    /** A file's content, which is the same in every language. */
    static Message is(Object file, Object content) {
        return Message.verbatim(file + ": " + content);
    }

    /** What is to be said of a file. */
    static Message says(Object file, Message what) {
        return Message.of("doctor.seen", file, what);
    }

    static Message absent(Object file) {
        return Message.of("doctor.seen.absent", file);
    }
}
