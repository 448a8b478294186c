// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.client.HostAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedHostsTest {
    private static final HostAddress ONE = HostAddress.parse("ssh://admin@pm-1").orElseThrow();
    private static final HostAddress OTHER =
            HostAddress.parse("ssh://admin@pm-2:2222").orElseThrow();

    @Test
    void whatWasSavedComesBackAndOnlySshHostsAreSaved(@TempDir Path folder) throws IOException {
        SavedHosts saved = new SavedHosts(folder.resolve("daxboard").resolve("hosts"));
        saved.save(List.of(new HostAddress.Local(), ONE, new HostAddress.Demo(), OTHER));
        assertThat(saved.load()).containsExactly(ONE, OTHER);
        assertThat(Files.readString(folder.resolve("daxboard").resolve("hosts")))
                .isEqualTo("ssh://admin@pm-1\nssh://admin@pm-2:2222\n");
    }

    @Test
    void withoutAFileThereIsNoHostAndALineThatIsNoAddressIsPassedOver(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("hosts");
        assertThat(new SavedHosts(file).load()).isEmpty();
        Files.writeString(file, "ssh://admin@pm-1\n# a note\nssh://-oProxyCommand=x@y\n");
        assertThat(new SavedHosts(file).load()).containsExactly(ONE);
    }
}
