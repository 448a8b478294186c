// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UdevRulesTest {
    private static final String RULE =
            "SUBSYSTEM==\"memory\", ACTION==\"add\", ATTR{state}==\"offline\", ATTR{state}=\"online\"";

    @TempDir
    private Path root;

    private Path write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private List<OnlineRule> find() {
        return new UdevRules(root).find().value().orElseThrow();
    }

    @Test
    void aRuleThatBringsMemoryOnlineIsFoundWithItsLine() throws IOException {
        Path file = write("usr/lib/udev/rules.d/40-hotadd.rules", "# memory\n\n" + RULE + "\n");

        assertThat(find()).containsExactly(new OnlineRule(file.toString(), 3, RULE));
    }

    @Test
    void aRuleOverSeveralLinesIsOne() throws IOException {
        write("etc/udev/rules.d/1.rules", "SUBSYSTEM==\"memory\", \\\n  ATTR{state}=\"online_movable\"\n");

        assertThat(find()).extracting(OnlineRule::line).containsExactly(1);
    }

    @Test
    void aFileInEtcHidesTheOneOfItsNameThatAPackageBrought() throws IOException {
        write("usr/lib/udev/rules.d/40-hotadd.rules", RULE + "\n");
        write("etc/udev/rules.d/40-hotadd.rules", "# nothing here\n");

        assertThat(find()).isEmpty();
    }

    @Test
    void rulesThatOnlyLookAtMemoryAreNone() throws IOException {
        write("etc/udev/rules.d/1.rules", "SUBSYSTEM==\"memory\", ATTR{state}==\"online\", RUN+=\"/bin/true\"\n");
        write("etc/udev/rules.d/2.rules", "SUBSYSTEM==\"block\", ATTR{state}=\"online\"\n# " + RULE + "\n");

        assertThat(find()).isEmpty();
    }

    @Test
    void aSystemWithoutUdevHasNone() {
        assertThat(new UdevRules(root).find()).isEqualTo(Reading.of(List.of()));
    }
}
