// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.client.HostSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** For a user who is root, the program starts the helper that is on its own class path. */
@Timeout(60)
final class OwnHelperTest {
    @Test
    void theHelperIsOnTheProgramsClassPath() throws Exception {
        List<String> command = new ArrayList<>(HostSettings.standard().ownHelper());
        command.add("view");
        Process helper = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        helper.getOutputStream().close();
        assertThat(helper.inputReader().readLine()).contains("\"hello\"");
        assertThat(helper.waitFor()).isZero();
    }
}
