// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeftOutTest {
    @Test
    void someNothingAndNotKnownAreThreeThings() {
        assertThat(LeftOut.words(Optional.of(64L << 20))).contains("64 MiB not added by kmem");
        assertThat(LeftOut.words(Optional.of(0L))).isEmpty();
        assertThat(LeftOut.words(Optional.empty())).contains("not known how much kmem left out");
    }
}
