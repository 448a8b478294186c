// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.activity;

import io.github.daxboard.plan.Problem;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.List;
import java.util.Optional;

/**
 * What was done on a host, newest first.
 *
 * @param entries one for each plan that was carried out
 * @param empty what is said where there is none; empty where there is one
 * @param trouble why nobody knows
 */
public record ActivityPicture(List<Entry> entries, String empty, Optional<Problem> trouble) {
    static final ActivityPicture NOTHING = new ActivityPicture(List.of(), "", Optional.empty());

    /** How a plan ended. */
    public enum Tone {
        OK,
        WARN,
        DANGER
    }

    /**
     * A plan that was carried out.
     *
     * @param number the host's number for it
     * @param title what was asked for
     * @param when begun, and how long it took
     * @param who on whose behalf
     * @param verdict how it ended, as verified, in words
     * @param tone how loud that is
     * @param changes what each change came to
     * @param failure what failed, where something did
     * @param stateNow the devices as they were read back at its end
     * @param undo whether it can be taken back, and why not where it can't
     */
    public record Entry(
            long number,
            String title,
            String when,
            String who,
            String verdict,
            Tone tone,
            List<Line> changes,
            Optional<Problem> failure,
            List<Line> stateNow,
            Undo undo) {
        /** All of it as text, for a mail or an issue. */
        public String asText() {
            StringBuilder text = new StringBuilder(when + ", " + who + "\n" + title + ": " + verdict);
            changes.forEach(
                    line -> text.append("\n  ").append(line.left()).append(": ").append(line.right()));
            failure.ifPresent(refusal -> text.append('\n').append(refusal.asText(WindowTexts.texts())));
            stateNow.forEach(
                    line -> text.append("\n  ").append(line.left()).append(": ").append(line.right()));
            return text.toString();
        }
    }

    /** Two things on one line. */
    public record Line(String left, String right) {}

    /**
     * Taking a plan back.
     *
     * @param possible whether there is a plan that does it
     * @param words what the button does, or why it is off
     */
    public record Undo(boolean possible, String words) {}
}
