// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import io.github.daxboard.text.Message;

/**
 * Why it is not known who uses the devices, and what to do about it. Two errors have a meaning of their own in such a look:
 * EPERM is root without the capabilities, and ESRCH is a container, which has no number for a process outside of it.
 *
 * @param cause why it is so, as a sentence
 * @param remedy what to do, as a sentence or two
 */
public record HoldersUnseen(Message cause, Message remedy) {
    /** The cause, in English. */
    public String why() {
        return cause.english();
    }

    /** What to do, in English. */
    public String cure() {
        return remedy.english();
    }

    /** For a look that gave no list. */
    public static HoldersUnseen of(Reading<?> look) {
        return switch (look) {
            case Reading.Denied<?>(Errno errno)
            when errno.equals(Errno.EPERM) ->
                new HoldersUnseen(Message.of("unseen.capabilities.why"), Message.of("unseen.capabilities.cure"));
            case Reading.Denied<?> denied ->
                new HoldersUnseen(
                        Message.of("unseen.notRoot.why", denied.message()), Message.of("unseen.notRoot.cure"));
            case Reading.Unreadable<?>(Errno errno)
            when errno.equals(Errno.ESRCH) ->
                new HoldersUnseen(Message.of("unseen.container.why"), Message.of("unseen.container.cure"));
            case Reading.Unreadable<?>(Errno errno)
            when errno.equals(Errno.ETIMEDOUT) || errno.equals(Errno.EAGAIN) ->
                new HoldersUnseen(Message.of("unseen.hangs.why"), Message.of("unseen.hangs.cure"));
            default ->
                new HoldersUnseen(Message.of("unseen.failed.why", look.message()), Message.of("unseen.failed.cure"));
        };
    }

    /** The error alone, for where the sentences stand beside it or have no room. */
    public static Message errorMessage(Reading<?> look) {
        return look.equals(Reading.failed(Errno.EPERM)) ? Message.of("unseen.denied", "EPERM") : look.message();
    }

    /** {@link #errorMessage} in English. */
    public static String error(Reading<?> look) {
        return errorMessage(look).english();
    }
}
