// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.inspector;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.ui.plan.Verdict;
import io.github.daxboard.ui.theme.Look;
import java.util.List;

/**
 * The selected device and where it can go.
 *
 * @param device the device
 * @param look its shape
 * @param word its mode in a word
 * @param line size and region
 * @param facts what is known of it, each with the attribute that it comes from
 * @param holders who uses it, a line each
 * @param holdersKnown what is said where nobody is seen to use it
 * @param ways the columns and what each says
 */
public record InspectorPicture(
        DeviceName device,
        Look look,
        String word,
        String line,
        List<Fact> facts,
        List<String> holders,
        String holdersKnown,
        List<Way> ways) {

    public record Fact(String name, String value, String source, boolean mono) {}

    /**
     * A button to move it.
     *
     * @param enabled whether it would do anything
     */
    public record Way(Mode mode, Verdict verdict, String reason, boolean enabled) {}
}
