// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.protocol.Answer;
import io.github.daxboard.protocol.Verb;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ViewSessionTest {
    private static final String TREE = "{\"v\":2,\"ask\":\"tree\"}\n";

    private final SimulatedKernel kernel = SimulatedKernel.boot(World.lab());

    @Test
    void greetsFirstAndEndsWithItsInput() throws Exception {
        assertThat(Helpers.view(kernel, "")).containsExactly(new Answer.Hello(Verb.VIEW));
    }

    @Test
    void answersEachRequestWithATree() throws Exception {
        List<Answer> answers = Helpers.view(kernel, TREE + TREE);
        assertThat(answers)
                .filteredOn(answer -> answer instanceof Answer.TreeEnd)
                .hasSize(2);
        assertThat(answers).last().isInstanceOf(Answer.TreeEnd.class);
    }

    @Test
    void goesOnAfterABadLine() throws Exception {
        List<Answer> answers = Helpers.view(kernel, "{}\n" + "x".repeat(10_000_000) + "\n" + TREE);
        assertThat(answers.subList(1, 3))
                .allSatisfy(answer -> assertThat(answer).isInstanceOf(Answer.Failed.class));
        assertThat(answers).last().isInstanceOf(Answer.TreeEnd.class);
    }

    @Test
    void cannotBeMadeToApply() throws Exception {
        List<Answer> answers = Helpers.view(kernel, Helpers.request(kernel, Helpers.TO_FSDEV));
        assertThat(answers).hasSize(2).last().isInstanceOf(Answer.Failed.class);
        assertThat(kernel.writes()).isEmpty();
    }

    @Test
    void aRequestWithoutItsNewlineIsNone() throws Exception {
        assertThat(Helpers.view(kernel, TREE.strip())).hasSize(1);
    }

    @Test
    void readingWritesNothing() throws Exception {
        Helpers.view(kernel, TREE);
        assertThat(kernel.writes()).isEmpty();
    }
}
