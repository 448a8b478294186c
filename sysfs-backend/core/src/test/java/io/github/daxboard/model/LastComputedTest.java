// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastComputedTest {
    private final List<List<String>> asked = new ArrayList<>();
    private final LastComputed<List<String>, Integer> sizes = new LastComputed<>(list -> {
        asked.add(list);
        return list.size();
    });

    @Test
    void whatIsAskedForAgainIsWorkedOutOnceWhileItIsKept() {
        List<String> one = List.of("dax0.0", "dax0.1");
        assertThat(sizes.of(one)).isEqualTo(2);
        assertThat(sizes.of(one)).isEqualTo(2);
        assertThat(asked).hasSize(1);
    }

    @Test
    void anotherObjectIsWorkedOutForItself() {
        assertThat(sizes.of(List.of("dax0.0"))).isEqualTo(1);
        assertThat(sizes.of(List.of())).isZero();
        assertThat(sizes.of(List.of("dax0.0", "dax0.1"))).isEqualTo(2);
        assertThat(asked).hasSize(3);
    }
}
