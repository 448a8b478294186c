// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.client.HostOpener;
import io.github.daxboard.text.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Each option of each command makes a difference, on a simulated host; what would make none is not taken. */
class OptionsAreHonouredTest {
    @TempDir
    Path folder;

    /** What a command is about where its options are tried. */
    private static final Map<String, String> COMMANDS = Map.ofEntries(
            Map.entry("list", ""),
            Map.entry("show", "dax0.0"),
            Map.entry("holders", ""),
            Map.entry("watch", "--for 0"),
            Map.entry("doctor", ""),
            Map.entry("plan", "dax0.1 fsdev"),
            Map.entry("switch", "dax0.1 fsdev"),
            Map.entry("create", "-r 0 -s 4G"),
            Map.entry("resize", "dax0.3 8G --confirm dax0.3"),
            Map.entry("split", "dax0.3 --confirm dax0.3"),
            Map.entry("align", "dax0.3 1G"),
            Map.entry("destroy", "dax0.3 --confirm dax0.3"),
            Map.entry("online", "dax1.0"),
            Map.entry("offline", "dax0.2"),
            Map.entry("clean", "--after PLAN"),
            Map.entry("apply", "PLAN"),
            Map.entry("export", "dax0.1 fsdev"),
            Map.entry("capture", "FILE.tar.gz"),
            Map.entry("log", ""),
            Map.entry("undo", ""),
            Map.entry("recover", "undo"));

    /** The option with its value, and what else the command is given with and without it. */
    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("--host", "--host sysfs:/no/such/tree |"),
            Map.entry("--json", "--json |"),
            Map.entry("--quiet", "--quiet |"),
            Map.entry("--color", "--color always | --yes"),
            Map.entry("--dry-run", "--dry-run |"),
            Map.entry("--yes", "--yes |"),
            Map.entry("--confirm", "--confirm dax1.1 | --save SAVED"),
            Map.entry("--save", "--save SAVED |"),
            Map.entry("--after", "--after PLAN | --dry-run"),
            Map.entry("--report", "--report RUN.txt | --yes"),
            Map.entry("--blank", "--blank | --yes --report RUN.txt"),
            Map.entry("plan --after", "--after PLAN |"),
            Map.entry("show --color", "--color always |"),
            Map.entry("doctor --color", "--color always |"),
            Map.entry("plan --color", "--color always |"),
            Map.entry("log --color", "--color always |"),
            Map.entry("clean --after", "--after PLAN | --dry-run"),
            Map.entry("capture --blank", "--blank |"),
            Map.entry("list --idle", "--idle | --json"),
            Map.entry("switch --zone", "--zone kernel | --dry-run"),
            Map.entry("switch --no-online", "--no-online | --dry-run"),
            Map.entry("plan --zone", "--zone kernel |"),
            Map.entry("plan --no-online", "--no-online |"),
            Map.entry("create --region", "--region 1 | --dry-run"),
            Map.entry("create --size", "--size 8G | --dry-run"),
            Map.entry("create --range", "--range 0xbc00000000-0xbc3fffffff | --dry-run"),
            Map.entry("create --align", "--align 1G | --dry-run"),
            Map.entry("create --mode", "--mode fsdev | --dry-run"),
            Map.entry("create --input", "--input DEVICE | --dry-run"),
            Map.entry("split --parts", "--parts 4 | --dry-run"),
            Map.entry("split --keep", "--keep 4G | --dry-run"),
            Map.entry("split --mode", "--mode fsdev | --dry-run"),
            Map.entry("online --zone", "--zone kernel | --dry-run"),
            Map.entry("export --as", "--as daxctl |"),
            Map.entry("export --output", "--output SCRIPT |"),
            Map.entry("log --limit", "--limit 0 |"));

    /** Another subject for one option. */
    private static final Map<String, String> SUBJECTS = Map.ofEntries(
            Map.entry("switch --zone", "dax0.1 system-ram"),
            Map.entry("switch --no-online", "dax0.1 system-ram"),
            Map.entry("plan --zone", "dax0.1 system-ram"),
            Map.entry("plan --no-online", "dax0.1 system-ram"),
            Map.entry("plan --color", "dax0.0 fsdev"),
            Map.entry("create --region", "-s 4G"),
            Map.entry("create --size", "-r 0"),
            Map.entry("create --range", "-r 0"),
            Map.entry("create --input", "-r 0"),
            Map.entry("clean --after", ""));

    /** Without these a watch has no end: DaxboardTest has one that ends by each. */
    private static final List<String> NOT_HERE = List.of("watch --for", "watch --changes");

    static Stream<Arguments> all() {
        List<Arguments> all = new ArrayList<>();
        Daxboard.model()
                .getSubcommands()
                .forEach((name, line) -> line.getCommandSpec().options().stream()
                        .map(OptionSpec::longestName)
                        .filter(option -> !List.of("--help", "--version").contains(option))
                        .forEach(option -> all.add(Arguments.of(name, option))));
        return all.stream()
                .filter(one -> !one.get()[0].equals("help"))
                .filter(one -> !NOT_HERE.contains(one.get()[0] + " " + one.get()[1]));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("all")
    void anOptionMakesADifference(String command, String option) throws IOException {
        String key = command + " " + option;
        String subject = SUBJECTS.getOrDefault(key, COMMANDS.getOrDefault(command, "?"));
        String how = OPTIONS.getOrDefault(key, OPTIONS.getOrDefault(option, ""));
        assertThat(how).as("a row for %s", key).isNotEmpty();
        String[] parts = how.split("\\|", -1);
        String base = command + " " + subject + " " + parts[1];

        assertThat(seen("with", base + " " + parts[0])).isNotEqualTo(seen("without", base));
    }

    /** What a run printed and said, how it ended, and the files that it left. */
    private Map<String, String> seen(String name, String words) throws IOException {
        Path here = Files.createDirectory(folder.resolve(name));
        Path plan = here.resolve("PLAN");
        run("destroy dax0.3 --confirm dax0.3 --save " + plan);
        Files.writeString(
                here.resolve("DEVICE"), "[{\"chardev\":\"dax0.9\",\"size\":\"4.00 GiB (4.29 GB)\",\"align\":2097152}]");
        String placed = words;
        for (String file : List.of("PLAN", "SAVED", "SCRIPT", "FILE", "RUN", "DEVICE")) {
            placed = placed.replace(file, here.resolve(file).toString());
        }
        CommandLineRun run = run(placed.strip());
        Map<String, String> seen = new TreeMap<>();
        seen.put("exit", String.valueOf(run.exit()));
        // Moments and durations differ from run to run by themselves.
        seen.put("said", steady(run.all(), here));
        try (Stream<Path> files = Files.list(here)) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                seen.put(
                        file.getFileName().toString(),
                        file.toString().endsWith(".gz")
                                ? "" + bytes.length
                                : steady(new String(bytes, StandardCharsets.UTF_8), here));
            }
        }
        return seen;
    }

    private static String steady(String text, Path here) {
        return text.replace(here.toString(), "")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME")
                .replaceAll("\\d+\\.\\d+ s", "0 s");
    }

    private static CommandLineRun run(String words) {
        HostOpener hosts = (address, progress) -> {
            progress.accept(Message.verbatim("Opening it"));
            return DemoBut.withPast().open(address, progress);
        };
        String host = words.contains("--host") ? "" : " --host demo";
        return CommandLineRun.of(hosts, "", (words + host).split(" +"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            switch dax0.1 fsdev --dry-run --yes              | --dry-run can't be combined with --yes or --report
            switch dax0.1 fsdev --dry-run --report a.txt     | --dry-run can't be combined with --yes or --report
            switch dax0.1 fsdev --save a --yes               | --save can't be combined with --yes or --report
            switch dax0.1 fsdev --yes --blank                | --blank needs --report
            clean --after /no/such/plan                      | /no/such/plan
            recover --save=plan.json                         | Unknown option
            recover --after=plan.json                        | Unknown option
            recover --yes                                    | need finish, undo or forget
            recover --dry-run                                | need finish, undo or forget
            undo --after=plan.json                           | Unknown option
            apply plan.json --confirm dax0.1                 | Unknown option
            apply plan.json --save b                         | Unknown option
            plan dax0.1 fsdev --yes                          | Unknown option
            plan dax0.1 fsdev --report a.txt                 | Unknown option
            list --idle                                      | --idle needs --json
            list --color never                               | Unknown option
            export dax0.1 fsdev --json -o a                  | Use --output or --json, not both
            split dax0.3 --parts 3 --keep 4G                 | Use --parts or --keep, not both
            capture - --json                                 | both write to the standard output
            """)
    void whatMakesNoDifferenceIsRefused(String words, String said) {
        CommandLineRun run = run(words);

        assertThat(run.exit()).as(run.all()).isEqualTo(2);
        assertThat(run.err()).contains(said);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void everyCommandIsTried() {
        CommandLine model = Daxboard.model();
        Set<String> tried = new TreeSet<>(COMMANDS.keySet());
        // It takes no option but its own help.
        tried.add("help");
        assertThat(tried).isEqualTo(new TreeSet<>(model.getSubcommands().keySet()));
        assertThat(all().map(one -> (String) one.get()[0]).collect(Collectors.toSet()))
                .as("each has options")
                .isEqualTo(COMMANDS.keySet());
    }
}
