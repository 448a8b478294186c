// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.daxboard.app.cli.Mutations;
import io.github.daxboard.client.HostAddress;
import io.github.daxboard.ui.shell.WindowPreferences;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The window starts whatever stands in its settings, in its list of hosts, or behind the name of a plan. */
@Timeout(60)
class SettingsMutationTest {
    private static final long SEED = Long.getLong("daxboard.mutations.seed", 1);
    private static final int RUNS = 2_000;

    private static final String SETTINGS = """
            #Daxboard's window; written when it closes
            density=compact
            drawer=212.5
            height=900.0
            inspector=true
            maximized=false
            open-groups=dax0 dax1
            reduced-motion=false
            theme=dark
            width=1440.0
            x=12.0
            y=\\u0031
            """;
    private static final String HOSTS = "ssh://root@one\nssh://me@two.example:2222\nssh://a@[fe80::1]\n";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Test
    void settingsOfAnyKindAreReadOrLeftAside() throws Exception {
        Path file = folder.resolve("window.properties");
        for (int i = 0; i < RUNS; i++) {
            Files.write(file, new Mutations(SEED + i).file(SETTINGS.getBytes(StandardCharsets.UTF_8)));
            assertThatCode(() -> {
                        WindowSettings settings = new WindowSettings(file);
                        settings.theme();
                        settings.putInto(new WindowPreferences());
                    })
                    .as("seed %d:\n%s", SEED + i, Files.readString(file, StandardCharsets.ISO_8859_1))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aListOfHostsOfAnyKindIsReadOrLeftAside() throws Exception {
        Path file = folder.resolve("hosts");
        for (int i = 0; i < RUNS; i++) {
            Files.write(file, new Mutations(SEED + i).file(HOSTS.getBytes(StandardCharsets.UTF_8)));
            assertThat(new SavedHosts(file).load())
                    .as("seed %d", SEED + i)
                    .allSatisfy(address -> assertThat(address).isInstanceOf(HostAddress.Ssh.class));
        }
    }

    @Test
    void aPlanThatIsAPipeOrADeviceIsNotWaitedFor() throws Exception {
        Path pipe = folder.resolve("plan.json");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThat(DaxboardDesktop.text(pipe)).isEmpty();
        assertThat(DaxboardDesktop.text(Files.createSymbolicLink(folder.resolve("a.json"), Path.of("/dev/zero"))))
                .isEmpty();
        assertThat(DaxboardDesktop.text(Files.writeString(folder.resolve("b.json"), "{}")))
                .isEqualTo("{}");
    }
}
