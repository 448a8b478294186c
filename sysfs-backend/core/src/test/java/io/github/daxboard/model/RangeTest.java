// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RangeTest {
    private static final long BLOCK = 128L << 20;

    @Test
    void onlyWholeBlocksCount() {
        assertThat(blocks(new Range(BLOCK, 3 * BLOCK - 1, 0))).isEqualTo(2);
        assertThat(blocks(new Range(BLOCK + 1, 3 * BLOCK - 1, 0))).isEqualTo(1);
        assertThat(blocks(new Range(BLOCK, 3 * BLOCK - 2, 0))).isEqualTo(1);
        assertThat(blocks(new Range(BLOCK + 1, 2 * BLOCK - 2, 0))).isNotPositive();
    }

    @Test
    void theLastAddressOverflowsNothing() {
        assertThat(new Range(0, Long.MAX_VALUE, 0).blocksEnd(BLOCK)).isEqualTo(Long.MAX_VALUE / BLOCK);
    }

    private static long blocks(Range range) {
        return range.blocksEnd(BLOCK) - range.firstBlock(BLOCK);
    }
}
