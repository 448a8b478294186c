// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.words;

import io.github.daxboard.model.Sizes;
import java.util.Optional;

/** How much of a system-ram device kmem left out, beside its size and its blocks. */
public final class LeftOut {
    private LeftOut() {}

    /**
     * The words; none where kmem left nothing out.
     *
     * @param bytes what it left out; empty where that is not known, which is said
     */
    public static Optional<String> words(Optional<Long> bytes) {
        if (bytes.isEmpty()) {
            return Optional.of(WindowTexts.text("fact.left-out.unknown"));
        }
        return bytes.filter(left -> left > 0).map(left -> WindowTexts.text("fact.left-out.value", Sizes.words(left)));
    }
}
