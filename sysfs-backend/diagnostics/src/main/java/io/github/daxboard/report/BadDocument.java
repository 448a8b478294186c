// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.text.Message;

/** A file is not what it should be. Its reason says what is wrong and where, in words without a full stop. */
public final class BadDocument extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Message reason;

    /**
     * @param place such as {@code line 3, column 7} or {@code changes[1].to}
     * @param why what is wrong there
     */
    public BadDocument(Message place, Message why) {
        this(Message.of("document.at", place, why));
    }

    private BadDocument(Message reason) {
        super(reason.english());
        this.reason = reason;
    }

    /** Where and why. */
    public Message reason() {
        return reason;
    }

    /** {@link #reason} in English. */
    public String why() {
        return reason.english();
    }
}
