// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

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
        record Garbled(String why) implements How {}

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

    /** In words for a person, as the end of a sentence. */
    String words() {
        return switch (how) {
            case How.Ended(int exit) -> "it ended with exit code " + exit;
            case How.Silent(Duration waited) -> "nothing came from it for " + waited.toSeconds() + " seconds";
            case How.Garbled(String why) -> "what it sent is no answer: " + why;
            case How.Closed() -> "the connection was closed here";
        };
    }
}
