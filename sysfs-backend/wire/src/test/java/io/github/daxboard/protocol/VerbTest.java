// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VerbTest {
    private static final DeviceName DEVICE = DeviceName.parse("dax0.1").orElseThrow();
    private static final Change SWITCH = new Change.SwitchMode(DEVICE, Mode.FSDEV);
    private static final Change RESIZE = new Change.Resize(DEVICE, 1 << 21);

    @Test
    void changes_of_one_kind_ask_for_that_kind_alone() {
        assertThat(Verb.of(Order.of(List.of(SWITCH, SWITCH)))).isEqualTo(Verb.SWITCH);
        assertThat(Verb.of(Order.of(List.of(RESIZE)))).isEqualTo(Verb.RESIZE);
        assertThat(Verb.of(Order.of(List.of(new Change.Destroy(DEVICE))))).isEqualTo(Verb.DESTROY);
    }

    @Test
    void changes_of_several_kinds_ask_for_all_of_them() {
        assertThat(Verb.of(Order.of(List.of(SWITCH, RESIZE)))).isEqualTo(Verb.APPLY);
        assertThat(Verb.of(Order.of(List.of()))).isEqualTo(Verb.APPLY);
    }

    @Test
    void one_kind_allows_no_other_and_never_a_mixture() {
        assertThat(Arrays.stream(Verb.values()).filter(verb -> verb.allows(Order.of(List.of(SWITCH)))))
                .containsExactly(Verb.APPLY, Verb.SWITCH);
        assertThat(Arrays.stream(Verb.values()).filter(verb -> verb.allows(Order.of(List.of(SWITCH, RESIZE)))))
                .containsExactly(Verb.APPLY);
    }

    @Test
    void each_verb_has_its_polkit_action_and_its_line_for_sudo() throws IOException {
        Path packaging = Path.of(System.getProperty("daxboard.checkout", "."), "packaging");
        String policy = Files.readString(packaging.resolve("polkit/io.github.daxboard.policy"));
        List<String> actions = Pattern.compile(
                        "<action id=\"io\\.github\\.daxboard\\.(\\w+)\">.*?argv1\">(\\w+)<", Pattern.DOTALL)
                .matcher(policy)
                .results()
                .peek(found -> assertThat(found.group(1)).isEqualTo(found.group(2)))
                .map(found -> found.group(1))
                .toList();
        List<String> words = Arrays.stream(Verb.values()).map(Verb::word).toList();
        assertThat(actions).containsExactlyInAnyOrderElementsOf(words);
        assertThat(Pattern.compile("/usr/bin/daxboard-helper (\\w+)")
                        .matcher(Files.readString(packaging.resolve("launcher/daxboard-helper.sudoers")))
                        .results()
                        .map((MatchResult found) -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(words);
    }
}
