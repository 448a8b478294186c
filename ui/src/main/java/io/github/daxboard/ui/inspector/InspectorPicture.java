// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.inspector;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.ui.plan.Verdict;
import io.github.daxboard.ui.theme.Look;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is said of the selected device, and where it can go.
 *
 * @param device the device
 * @param look its shape
 * @param word its mode in a word
 * @param line size, region, and what the memory is
 * @param ways the columns and what each says
 * @param facts what is known of it, each with the attribute that it comes from
 * @param blocks its memory blocks, where it has any
 * @param node the node that its memory is on, where there is such a node now
 * @param holders who uses it, a line each
 * @param holdersKnown what is said where nobody is seen to use it
 * @param programs what programs can do with it as it is now
 */
public record InspectorPicture(
        DeviceName device,
        Look look,
        String word,
        String line,
        List<Way> ways,
        List<Fact> facts,
        Optional<Blocks> blocks,
        Optional<Node> node,
        List<String> holders,
        String holdersKnown,
        String programs) {

    /**
     * One thing that is known.
     *
     * @param name what it is
     * @param value in words
     * @param exact as the kernel gave it, for the tooltip and for copying
     * @param source the attribute's name
     * @param path the attribute's whole path
     * @param mono whether it is an address or the like
     */
    public record Fact(String name, String value, String exact, String source, String path, boolean mono) {}

    /**
     * A button to move it.
     *
     * @param enabled whether it would do anything
     */
    public record Way(Mode mode, Verdict verdict, String reason, boolean enabled) {}

    /**
     * The memory blocks, in the order of their addresses.
     *
     * @param count such as {@code 96 of 128 online}
     * @param each the size of one
     * @param cells one for each block
     */
    public record Blocks(String count, String each, List<Block> cells) {}

    /** One memory block. */
    public record Block(BlockState state, String words) {}

    /**
     * The node that the memory is on.
     *
     * @param title such as {@code Node 3, last 10 minutes}
     * @param used such as {@code 138 GiB used}
     * @param online such as {@code 192 GiB online}
     * @param samples what was read, oldest first; at least one
     */
    public record Node(String title, String used, String online, List<NodeHistory.Sample> samples) {}

    /** All of it as text, for a mail or an issue. */
    public String asText() {
        String facts = facts().stream()
                .map(fact -> fact.name() + ": " + fact.value()
                        + (fact.exact().equals(fact.value()) ? "" : " (" + fact.exact() + ")") + "  [" + fact.path()
                        + "]")
                .collect(Collectors.joining("\n"));
        String memory = blocks.map(it -> "\n" + it.count() + ", " + it.each()).orElse("");
        String users = holders.isEmpty() ? holdersKnown : String.join("\n", holders);
        return device + ", " + word + "\n" + line + "\n" + facts + memory + "\n" + users + "\n" + programs;
    }
}
