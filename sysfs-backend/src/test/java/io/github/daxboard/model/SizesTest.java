// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTest {
    @ParameterizedTest
    @CsvSource({"0,0", "4096,4 KiB", "2097152,2 MiB", "1073741824,1 GiB", "1610612736,1.5 GiB", "1099511627776,1024 GiB"
    })
    void sizesAreInGibWithAtMostOneDecimal(long bytes, String words) {
        assertThat(Sizes.words(bytes)).isEqualTo(words);
    }

    @Test
    void anUnknownSizeSaysWhy() {
        assertThat(Sizes.words(Reading.failed(Errno.EACCES))).isEqualTo("needs root (EACCES)");
    }
}
