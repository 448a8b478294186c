// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.daxboard.client.HostAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopOptionsTest {
    private static void isWrong(String says, String... arguments) {
        assertThatThrownBy(() -> DesktopOptions.parse(List.of(arguments)).orMissing())
                .isInstanceOf(DesktopOptions.Wrong.class)
                .hasMessageStartingWith(says);
    }

    @Test
    void aValueStandsAfterItsOptionOrAfterAnEqualsSign() throws DesktopOptions.Wrong {
        assertThat(DesktopOptions.parse(List.of("--host", "demo", "--size=1000x700")))
                .isEqualTo(DesktopOptions.parse(List.of("--host=demo", "--size", "1000x700")))
                .satisfies(options -> {
                    assertThat(options.host()).contains(new HostAddress.Demo());
                    assertThat(options.width()).isEqualTo(1000);
                });
    }

    @Test
    void whatIsWrongIsNamed() {
        isWrong("Unknown option: --bogus.", "--bogus");
        isWrong("Unknown option: --bogus.", "--bogus", "1");
        isWrong("Unknown option: --bogus.", "--bogus=1");
        isWrong("--host needs a value.", "--host");
        isWrong("'blue' is not a valid value for --theme.", "--theme=blue");
        isWrong("'lisst' is not a command or an existing file.", "lisst");
    }

    @Test
    void aFileIsGivenByItsPathOrAsAUri(@TempDir Path folder) throws DesktopOptions.Wrong, IOException {
        Path file = Files.createFile(folder.resolve("a capture.tar"));
        assertThat(DesktopOptions.parse(List.of(file.toString())).file()).contains(file);
        assertThat(DesktopOptions.parse(List.of(file.toUri().toString())).file())
                .contains(file);
    }
}
