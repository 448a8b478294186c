// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -, en",
                "-, -, de_DE.UTF-8, de-DE",
                "-, de_AT.UTF-8@euro, en_US.UTF-8, de-AT",
                "C, de_DE.UTF-8, de_DE.UTF-8, en",
                "C.UTF-8, -, de_DE.UTF-8, en",
                "'', '', de, de",
                "POSIX, -, -, en",
                "-, de_DE, -, de-DE",
                "-, ../../etc, -, en",
                "-, de_DE_extra, -, de",
                "-, gsw_CH, -, gsw-CH",
            })
    void theFirstThatIsSetCounts(String all, String messages, String lang, String expected) {
        Map<String, String> environment = new HashMap<>();
        environment.put("LC_ALL", all);
        environment.put("LC_MESSAGES", messages);
        environment.put("LANG", lang);
        environment.values().removeIf(value -> value == null);

        assertThat(Language.of(environment).toLanguageTag()).isEqualTo(expected);
    }
}
