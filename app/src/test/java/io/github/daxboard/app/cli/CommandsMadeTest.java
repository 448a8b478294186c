// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.client.Hosts;
import java.io.BufferedReader;
import java.io.Reader;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandsMadeTest {
    private final CommandContext around =
            new CommandContext(new Hosts(), new BufferedReader(Reader.nullReader()), Clock.systemUTC(), false);

    @Test
    void aStartMakesOnlyTheCommandThatIsAskedFor() {
        Set<String> all = Daxboard.model().getSubcommands().keySet();
        assertThat(all).contains("list", "recover", "help");

        for (String name : all) {
            assertThat(made(name, "--help")).isEqualTo(name.equals("help") ? all : Set.of(name));
        }
    }

    @Test
    void whatIsNoCommandMakesThemAll() {
        assertThat(made()).contains("list", "switch", "help");
        assertThat(made("--help")).contains("list", "switch", "help");
        assertThat(made("swich", "dax0.0")).contains("list", "switch", "help");
    }

    @Test
    void aCommandMadeAloneHasTheSameHelp() {
        CommandLine alone = Daxboard.commandLineFor(new String[] {"switch"}, around);

        assertThat(help(alone)).isEqualTo(help(Daxboard.model())).contains("fsdev");
    }

    private static String help(CommandLine line) {
        return Objects.requireNonNull(line.getSubcommands().get("switch")).getUsageMessage();
    }

    private Set<String> made(String... arguments) {
        return Daxboard.commandLineFor(arguments, around).getSubcommands().keySet();
    }
}
