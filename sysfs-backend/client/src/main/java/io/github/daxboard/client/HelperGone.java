// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.text.Message;
import java.time.Duration;
import java.util.List;

/** A helper's answers ended before they were complete. */
final class HelperGone extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient How how;
    private final transient List<String> said;

    /** How they ended. */
    sealed interface How {
        /** The process ended. */
        record Ended(int exit) implements How {}

        /** Nothing came for so long; the process was ended. */
        record Silent(Duration waited) implements How {}

        /** Something came that is no answer; the process was ended. */
        record Garbled(Message why) implements How {}

        /** This side closed the connection. */
        record Closed() implements How {}
    }

    /** A helper that is gone, with the last lines of its error stream. */
    HelperGone(How how, List<String> said) {
        super(how.toString());
        this.how = how;
        this.said = List.copyOf(said);
    }

    How how() {
        return how;
    }

    List<String> said() {
        return said;
    }

    /** How its answers ended, as the end of a sentence. */
    Message message() {
        return switch (how) {
            case How.Ended(int exit) -> Message.of("client.gone.exit", exit);
            case How.Silent(Duration waited) -> Message.count("client.gone.silent", waited.toSeconds());
            case How.Garbled(Message why) -> Message.of("client.gone.garbled", why);
            case How.Closed() -> Message.of("client.gone.closed");
        };
    }

    /** {@link #message} in English, for logs. */
    String words() {
        return message().english();
    }
}
