// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class HostSettingsTest {
    /** Without it a helper that a root user starts would have no library for a change. */
    @Test
    void theHelpersLibraryIsBesideItsJar() {
        assertThat(HostSettings.libraries("/opt/app/daxboard-core-1.jar:/opt/app/daxboard-helper-1.jar:/opt/x.jar"))
                .contains(Path.of("/opt/app"));
        assertThat(HostSettings.libraries("lib/daxboard-helper-1.jar"))
                .contains(Path.of("lib").toAbsolutePath());
        assertThat(HostSettings.libraries("/home/me/daxboard/helper/target/classes:/opt/daxboard-helper-1/x.jar"))
                .isEmpty();
    }
}
