// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProductTest {
    @Test
    void theVersionIsThatOfThePom() throws IOException {
        Matcher revision = Pattern.compile("<revision>([0-9.]+)(-SNAPSHOT)?</revision>")
                .matcher(Files.readString(Path.of("..", "pom.xml")));
        assertThat(revision.find()).isTrue();

        assertThat(Product.nameAndVersion()).isEqualTo("Daxboard " + revision.group(1));
        assertThat(Daxboard.model().getCommandSpec().version()).containsExactly(Product.nameAndVersion());
    }
}
