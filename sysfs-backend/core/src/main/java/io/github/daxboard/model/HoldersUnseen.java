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
    private HoldersUnseen(String why, String cure) {
        this(Message.verbatim(why), Message.verbatim(cure));
    }

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
                new HoldersUnseen(
                        "Looking into every process needs the capabilities CAP_SYS_PTRACE and CAP_SYS_ADMIN, and this root"
                                + " lacks one of them, or a security module denies it.",
                        "Run it on the host itself, outside of a container, or give it both capabilities.");
            case Reading.Denied<?> denied ->
                new HoldersUnseen(
                        "Only root may look into other users' processes: " + denied.whyNot() + ".",
                        "Run it again with sudo. A switch looks for holders by itself before it unbinds.");
            case Reading.Unreadable<?>(Errno errno)
            when errno.equals(Errno.ESRCH) ->
                new HoldersUnseen(
                        "This runs in a container. A process outside of it can use the device and is not seen from here.",
                        "Run it on the host itself, or in a container with the host's processes.");
            case Reading.Unreadable<?>(Errno errno)
            when errno.equals(Errno.ETIMEDOUT) || errno.equals(Errno.EAGAIN) ->
                new HoldersUnseen(
                        "Looking into a process or a mount did not end in time. A network file system or a FUSE server"
                                + " that does not answer can be the cause.",
                        "Find what hangs (ps shows state D), end it, then look again.");
            default ->
                new HoldersUnseen(
                        "The look failed: " + look.whyNot() + ".",
                        "Look again. If it stays so, look at fd, maps and mountinfo in /proc by hand.");
        };
    }

    /** {@link #error} in every language. */
    public static Message errorMessage(Reading<?> look) {
        return Message.verbatim(error(look));
    }

    /** The error alone, for where the sentences stand beside it or have no room. */
    public static String error(Reading<?> look) {
        return look.equals(Reading.failed(Errno.EPERM)) ? "denied (EPERM)" : look.whyNot();
    }
}
