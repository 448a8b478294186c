// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTest {
    @ParameterizedTest
    @CsvSource({"0,0", "4096,4 KiB", "2097152,2 MiB", "1073741824,1 GiB", "1610612736,1.5 GiB", "1098437885952,1023 GiB"
    })
    void sizesBelowOneTibHaveAtMostOneDecimal(long bytes, String words) {
        assertThat(Sizes.words(bytes)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "1024,1 TiB",
        "1280,1.25 TiB",
        "1536,1.5 TiB",
        "2048,2 TiB",
        "10240,10 TiB",
        "1088,1088 GiB",
        "1025,1025 GiB"
    })
    void fromOneTibOnASizeIsInTibWhereThatSaysExactlyWhatIsThere(long gib, String words) {
        assertThat(Sizes.words(gib << 30)).isEqualTo(words);
        assertThat(Sizes.parse(words)).contains(gib << 30);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "512,512 GiB", "1024,1 TiB", "1088,1.1 TiB", "20890,20.4 TiB"})
    void aSumIsSaidRounded(long gib, String words) {
        assertThat(Sizes.about(gib << 30)).isEqualTo(words);
    }

    @Test
    void anUnknownSizeSaysWhy() {
        assertThat(Sizes.words(Reading.failed(Errno.EACCES))).isEqualTo("needs root (EACCES)");
    }
}
