// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.DeviceName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each scenario on the simulation, against what the lab's kernel answered when it was last asked. */
class SimulationConformsTest {

    static List<Scenario> scenarios() {
        return Scenarios.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void answersAsTheLabDid(Scenario scenario) {
        assertThat(Transcript.of(scenario, new SimulatedPort()))
                .isEqualTo(RecordedAnswers.load().of(scenario));
    }

    @Test
    void scenariosLeaveTheStateThatTheyBeganWith() {
        SimulatedPort port = new SimulatedPort();
        for (Scenario scenario : Scenarios.all()) {
            List<String> fresh = Transcript.of(scenario, new SimulatedPort());
            assertThat(Transcript.of(scenario, port)).as(scenario.name()).isEqualTo(fresh);
            Restore.after(scenario, port);
            assertThat(port.drivers().keySet())
                    .as(scenario.name())
                    .containsExactly(DeviceName.of("dax0.0"), DeviceName.of("dax0.1"), DeviceName.of("dax1.0"));
        }
    }
}
