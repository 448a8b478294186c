// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.Outcome.ChangeResult;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.client.HostConnection.Applied;
import io.github.daxboard.client.HostOpener;
import io.github.daxboard.plan.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each exit code that docs/cli.md lists is reached, and no other is. */
class ExitCodesTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| (.+) \\|$");
    private static final String SWITCH = "switch dax0.1 fsdev --yes --host demo";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    /** One way to an exit code. */
    private record Case(int code, HostOpener hosts, String words) {}

    private static Case plain(int code, String words) {
        return new Case(code, DemoBut.hosts(), words);
    }

    private static Case instead(int code, String words, String call, DemoBut.Instead answer) {
        return new Case(code, DemoBut.with(Map.of(call, answer)), words);
    }

    private List<Case> cases() throws IOException {
        Path full = folder.resolve("full.txt");
        Files.createSymbolicLink(full, Path.of("/dev/full"));
        List<Case> cases = new ArrayList<>(List.of(
                plain(0, "list --host demo"),
                plain(0, SWITCH),
                plain(0, "switch dax0.1 devdax --yes --host demo"),
                instead(1, "list --host demo", "snapshot", demo -> {
                    throw new IllegalStateException("a defect");
                }),
                plain(2, "frobnicate"),
                plain(2, "list --frobnicate"),
                plain(2, "show dax9.9 --host demo"),
                plain(2, "apply /no/such/plan --host demo"),
                plain(3, "switch dax0.0 fsdev --yes --host demo"),
                plain(3, "doctor --host demo"),
                new Case(3, DemoBut.withPast(), "recover --host demo"),
                plain(4, "switch dax0.1 fsdev --host demo"),
                instead(5, SWITCH, "apply", demo -> DemoBut.ended(demo, Verdict.FAILED_UNDONE, ChangeResult.UNDONE)),
                new Case(5, DemoBut.withPast(), "recover undo --yes --host demo"),
                instead(
                        6,
                        SWITCH,
                        "apply",
                        demo -> DemoBut.ended(demo, Verdict.FAILED_LEFT_CHANGED, ChangeResult.LEFT_CHANGED)),
                instead(8, SWITCH, "apply", demo -> new Applied.Moved(demo.snapshot())),
                plain(9, SWITCH + " --report " + full),
                plain(9, "capture " + full + " --host demo")));
        // Whatever a host refuses, when it is looked at and when it is asked for a change.
        Map.of(
                        Problem.Kind.USAGE, 2,
                        Problem.Kind.BLOCKED, 3,
                        Problem.Kind.UNCONFIRMED, 3,
                        Problem.Kind.NOT_ALLOWED, 4,
                        Problem.Kind.CANCELLED, 5,
                        Problem.Kind.FAILED, 5,
                        Problem.Kind.UNREACHABLE, 7,
                        Problem.Kind.MOVED, 8)
                .forEach((kind, code) -> {
                    for (String call : List.of("snapshot", "apply")) {
                        cases.add(instead(code, SWITCH, call, demo -> {
                            throw DemoBut.refusal(kind);
                        }));
                    }
                });
        return cases;
    }

    private static Map<Integer, String> documented() throws IOException {
        String page = Files.readString(
                Path.of(System.getProperty("daxboard.checkout", "..")).resolve("docs/cli.md"));
        int from = page.indexOf("\n## Exit codes\n");
        Matcher row = ROW.matcher(page.substring(from, page.indexOf("\n## ", from + 1)));
        Map<Integer, String> codes = new TreeMap<>();
        while (row.find()) {
            codes.put(Integer.valueOf(row.group(1)), row.group(2));
        }
        return codes;
    }

    @Test
    void theDocsListTheCodesThatThereAre() throws IOException {
        assertThat(documented().keySet())
                .isEqualTo(Arrays.stream(ExitCode.values())
                        .map(ExitCode::number)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void eachCodeOfTheDocsIsReached() throws IOException {
        List<String> wrong = new ArrayList<>();
        Set<Integer> reached = new TreeSet<>();
        for (Case one : cases()) {
            CommandLineRun run = CommandLineRun.of(one.hosts(), "", one.words().split(" "));
            reached.add(run.exit());
            if (run.exit() != one.code()) {
                wrong.add(one.words() + ": " + run.exit() + " in place of " + one.code() + "\n" + run.all());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(reached).isEqualTo(documented().keySet());
    }

    @Test
    void theHelpNamesThemToo() throws IOException {
        String help = CommandLineRun.of("--help").all();
        // A defect is nothing to plan for.
        Set<Integer> named = new TreeSet<>(documented().keySet());
        named.remove(ExitCode.INTERNAL.number());
        String footer = help.substring(help.indexOf("Exit codes:"));
        assertThat(named).allSatisfy(code -> assertThat(footer).containsPattern("\\b" + code + " [a-z]"));
    }
}
