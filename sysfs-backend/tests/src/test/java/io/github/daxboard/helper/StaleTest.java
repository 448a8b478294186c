// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.protocol.Answer;
import io.github.daxboard.protocol.AnswerCodec;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A view session that is asked to watch. */
class StaleTest {
    private static List<Answer> answers(ViewSession.Watcher watcher, String requests) throws Exception {
        SimulatedKernel kernel = SimulatedKernel.boot(World.lab());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayInputStream in = new ByteArrayInputStream(requests.getBytes(StandardCharsets.UTF_8));
        PastPlans past = new PastPlans(kernel, Helpers.places(Path.of("/nowhere")));
        try (Answers answers = new Answers(out)) {
            new ViewSession(kernel, past, watcher, in, answers, Helpers.CLOCK).run();
        }
        AnswerCodec codec = new AnswerCodec();
        List<Answer> all = new java.util.ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            all.add(codec.parse(line));
        }
        return all;
    }

    private static AutoCloseable busy(Runnable onStale) {
        onStale.run();
        onStale.run();
        return () -> {};
    }

    @Test
    void aClientThatDoesNotLookIsToldOnce() throws Exception {
        String twice = "{\"v\":2,\"ask\":\"watch\"}\n{\"v\":2,\"ask\":\"watch\"}\n";
        assertThat(answers(StaleTest::busy, twice))
                .filteredOn(Answer.Stale.class::isInstance)
                .hasSize(1);
    }

    @Test
    void nothingIsToldToWhoDoesNotAsk() throws Exception {
        assertThat(answers(StaleTest::busy, "{\"v\":2,\"ask\":\"unfinished\"}\n"))
                .noneMatch(Answer.Stale.class::isInstance);
    }
}
