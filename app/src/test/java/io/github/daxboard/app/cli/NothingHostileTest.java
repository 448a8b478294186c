// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.github.daxboard.client.HostOpener;
import io.github.daxboard.model.Visible;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command on a host that has a hostile text in all that it says: nothing of it reaches the terminal or a file. */
class NothingHostileTest {
    private static final List<String> RUNS = List.of(
            "list",
            "list --idle",
            "show dax0.0",
            "show dax0.2",
            "show dax1.2",
            "show region0",
            "show region2",
            "show node0",
            "show node9999",
            "show dax9.9",
            "holders",
            "holders dax0.0",
            "holders dax9.9",
            "watch --for 0",
            "watch --changes 1",
            "doctor",
            "plan dax0.1 fsdev",
            "plan dax0.1 system-ram",
            "plan dax0.0 fsdev",
            "plan dax0.2 unbound",
            "switch dax0.1 fsdev --yes",
            "switch dax0.1 system-ram --yes",
            "switch dax0.1 fsdev",
            "create --region 0 --size 1G --yes",
            "create --region 9 --size 1G --yes",
            "create --size 1G",
            "resize dax0.3 8G --yes",
            "split dax0.3 --yes",
            "align dax0.3 1G --yes",
            "destroy dax0.3 --yes",
            "destroy dax0.0 --yes",
            "online dax1.0 --yes",
            "offline dax0.2 --yes",
            "clean",
            "apply FOLDER/plan.json --yes",
            "export dax0.1 fsdev",
            "export dax0.1 system-ram",
            "export dax0.1 fsdev --as daxctl",
            "export dax0.0 fsdev",
            "capture FOLDER/capture.tar.gz",
            "log",
            "undo --yes",
            "recover",
            "recover finish --yes",
            "recover undo",
            "help",
            "help list");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    /** No character that {@link Visible} writes out, and no line that a hostile text begins. */
    private static void harmless(String what, String text) {
        for (String line : text.split("\n", -1)) {
            assertThat(Visible.line(line)).as(what).isEqualTo(line);
            assertThat(line).as(what).doesNotStartWith("FORGED");
        }
    }

    private List<String> words(String run) throws IOException {
        Path plan = folder.resolve("plan.json");
        if (!Files.exists(plan)) {
            CommandLineRun.of("plan", "dax0.1", "fsdev", "--save", plan.toString(), "--host", "demo");
        }
        return Arrays.stream(run.split(" ", -1))
                .map(word -> word.replace("FOLDER", folder.toString()))
                .toList();
    }

    private CommandLineRun run(HostOpener hosts, List<String> words) {
        return CommandLineRun.of(hosts, "n\n", words.toArray(String[]::new));
    }

    @Test
    void everyCommandIsAmongTheRuns() {
        Set<String> run = new TreeSet<>();
        RUNS.forEach(one -> run.add(one.split(" ", -1)[0]));
        assertThat(run)
                .isEqualTo(new TreeSet<>(Daxboard.model().getSubcommands().keySet()));
    }

    @Test
    void noCommandLetsAHostsTextThrough() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String one : RUNS) {
            for (HostOpener hosts : List.of(HostileHost.opener(), HostileHost.refusing(), HostileHost.closed())) {
                CommandLineRun ran = run(hosts, words(one));
                harmless(one + ": stdout", ran.out());
                harmless(one + ": stderr", ran.err());
                assertThat(ran.exit()).as(one + ran.all()).isNotEqualTo(ExitCode.INTERNAL.number());
                all.append(ran.all());
            }
        }
        // What was said is still shown, so that it can be seen that something is odd.
        assertThat(all).contains("\\u001b]0;owned\\u0007\\u000d\\u000aFORGED LINE\\u000a\\u202e\\u009b31m");
    }

    @Test
    void jsonStaysJsonAndHidesNothing() throws IOException {
        for (String one : RUNS) {
            if (one.startsWith("help")) {
                continue;
            }
            List<String> words = new ArrayList<>(words(one));
            words.add("--json");
            for (HostOpener hosts : List.of(HostileHost.opener(), HostileHost.closed())) {
                CommandLineRun ran = run(hosts, words);
                harmless(one + " --json: stdout", ran.out());
                harmless(one + " --json: stderr", ran.err());
                assertThat(ran.out()).as(one).matches("\\p{ASCII}*");
                try (JsonParser json = new JsonFactory().createParser(ran.out())) {
                    while (json.nextToken() != null) {
                        json.getText();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.txt", "run.html", "run.json"})
    void aReportHoldsNothingHostile(String name) throws IOException {
        for (HostOpener hosts : List.of(HostileHost.opener(), HostileHost.refusing())) {
            Path file = folder.resolve(name);
            Files.deleteIfExists(file);
            run(hosts, List.of("switch", "dax0.1", "system-ram", "--yes", "--report", file.toString()));
            harmless(name, Files.readString(file, StandardCharsets.UTF_8));
        }
    }

    @Test
    void aSavedPlanAndAScriptHoldNothingHostile() throws IOException {
        Path plan = folder.resolve("saved.json");
        Path script = folder.resolve("saved.sh");
        run(HostileHost.opener(), List.of("plan", "dax0.1", "system-ram", "--save", plan.toString()));
        harmless("plan", Files.readString(plan));
        for (String form : List.of("sh", "daxctl")) {
            run(
                    HostileHost.opener(),
                    List.of("export", "dax0.1", "system-ram", "--as", form, "--output", script.toString()));
            harmless(form, Files.readString(script));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "show",
                "switch dax0.1",
                "create --size",
                "create --region",
                "--host",
                "list --host",
                "apply",
                "export",
                "capture --host demo",
                "recover",
                "log --limit",
                "watch --for",
                "plan dax0.1 fsdev --after",
                "help",
                ""
            })
    void anArgumentIsShownHarmlessly(String before) {
        List<String> words = new ArrayList<>(Arrays.asList(before.split(" ", -1)));
        words.removeIf(String::isEmpty);
        words.add("a" + Poison.TEXT);
        CommandLineRun ran = run(HostileHost.opener(), words);
        harmless(before, ran.all());
        assertThat(ran.exit()).as(ran.all()).isNotIn(ExitCode.INTERNAL.number(), ExitCode.DONE.number());
    }

    @Test
    void coloursAndALineThatIsWrittenOverStillWork() {
        java.io.StringWriter text = new java.io.StringWriter();
        Terminal terminal = new Terminal(new java.io.PrintWriter(text));
        Paint paint = new Paint(Paint.When.always, false, java.util.Map.of(), io.github.daxboard.text.Texts.ENGLISH);
        terminal.println(paint.bad("a\u001b[0m"));
        terminal.over("... \r1");
        terminal.wipe();
        terminal.flush();
        assertThat(text.toString().replace(System.lineSeparator(), "\n"))
                .isEqualTo("\u001b[31;1ma\\u001b[0m\u001b[0m\n\r... \\u000d1\u001b[K\r\u001b[K");
    }

    @Test
    void onlyTheTerminalWritesWhereTextLeaves() {
        var classes = new com.tngtech.archunit.core.importer.ClassFileImporter()
                .withImportOption(new com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests())
                .importPackages("io.github.daxboard.app.cli");
        com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("io.github.daxboard.app.cli")
                .and()
                .doNotBelongToAnyOf(HostCommand.class, Daxboard.class)
                .should()
                .callMethod(picocli.CommandLine.class, "getOut")
                .orShould()
                .callMethod(picocli.CommandLine.class, "getErr")
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(classes);
    }
}
