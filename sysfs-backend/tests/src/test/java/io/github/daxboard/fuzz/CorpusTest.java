// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What fuzzing found, and what it kept to reach each branch again, is read once more: without Jazzer, in every build. */
class CorpusTest {

    static Set<String> targets() {
        return Targets.ALL.keySet();
    }

    private static List<byte[]> kept(String target) throws IOException, URISyntaxException {
        List<byte[]> inputs = new ArrayList<>();
        for (String kind : List.of("corpus", "findings")) {
            URL file = CorpusTest.class.getResource("/fuzz/" + target + "." + kind);
            if (file != null) {
                inputs.addAll(Corpus.read(Path.of(file.toURI())));
            }
        }
        return inputs;
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyKeptInputIsReadAsItMust(String name) throws Exception {
        FuzzTarget target = Objects.requireNonNull(Targets.ALL.get(name));
        List<byte[]> inputs = new ArrayList<>(target.seeds());
        inputs.addAll(kept(name));
        assertThat(inputs).isNotEmpty();
        for (byte[] input : inputs) {
            assertThatCode(() -> target.test(input))
                    .as(() -> name + ": " + Corpus.print(input))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void anInputIsTheSameAfterItWasWrittenAndRead() {
        Random chance = new Random(7);
        List<byte[]> inputs =
                new ArrayList<>(List.of(new byte[512], FuzzTarget.bytes("#a\\\n\\x00"), new byte[] {-1, 5, 5}));
        for (int i = 0; i < 200; i++) {
            byte[] input = new byte[chance.nextInt(40)];
            chance.nextBytes(input);
            inputs.add(input);
        }
        for (byte[] input : inputs) {
            assertThat(Corpus.parse(Corpus.print(input))).isEqualTo(input);
            assertThat(Corpus.print(input)).doesNotStartWith("#").matches("[ -~]*");
        }
    }
}
