// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class CallerTest {
    @Test
    void isTheUserWhomPkexecNames() {
        assertThat(Caller.of(Map.of("PKEXEC_UID", "1000", "SSH_CONNECTION", "::1 1 ::1 22"), 0)
                        .text())
                .isEqualTo("uid 1000 by pkexec");
    }

    @Test
    void isTheUserWhomSudoNames() {
        assertThat(Caller.of(Map.of("SUDO_UID", "1001"), 0).text()).isEqualTo("uid 1001 by sudo");
    }

    @Test
    void isTheAddressThatSshNames() {
        assertThat(Caller.of(Map.of("SSH_CONNECTION", "10.0.2.2 40000 10.0.2.15 22"), 0)
                        .text())
                .isEqualTo("uid 0 by ssh from 10.0.2.2");
    }

    @Test
    void isThisProcessesOwnUserElse() {
        assertThat(Caller.of(Map.of(), 0).text()).isEqualTo("uid 0");
    }

    @Test
    void isNotWhatAVariableMakesUp() {
        assertThat(Caller.of(Map.of("PKEXEC_UID", "0\n{\"who\":", "SSH_CONNECTION", "<b>\u001b 1 2 3"), 7)
                        .text())
                .isEqualTo("uid 7");
    }
}
