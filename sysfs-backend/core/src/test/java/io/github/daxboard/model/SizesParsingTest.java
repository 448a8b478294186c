// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesParsingTest {

    @ParameterizedTest(name = "{0} is {1} bytes")
    @CsvSource({
        "64G, 68719476736",
        "64GiB, 68719476736",
        "64 GiB, 68719476736",
        "512M, 536870912",
        "1.5G, 1610612736",
        "2t, 2199023255552",
        "0x40000000, 1073741824",
        "1073741824, 1073741824",
        "4096 B, 4096",
        "0, 0"
    })
    void aSizeIsReadAsPeopleWriteIt(String text, long bytes) {
        assertThat(Sizes.parse(text)).contains(bytes);
    }

    @ParameterizedTest(name = "{0} is no size")
    @ValueSource(strings = {"", "G", "64GB", "-1G", "1e3", "0x", "64 gigs", "0.0001K", "999999999999999999T"})
    void whatIsNoSizeOrMayMeanTwoIsNotGuessed(String text) {
        assertThat(Sizes.parse(text)).isEmpty();
    }
}
