// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.client.HostOpener;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Visible;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.SnapshotReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Runs mutated command lines over mutated files, in a folder of its own and a process of its own: what a run writes lands there, and what
 * any thread says on the standard error is seen. Prints each finding, and last how the runs ended.
 */
public final class MutationChild {
    private static final List<String> GOOD = List.of(
            "list",
            "list --json --idle",
            "show dax0.0",
            "show region0",
            "show node2 --json",
            "holders dax0.0",
            "watch --for 0",
            "watch --changes 1 --for 0",
            "doctor",
            "plan dax0.1 fsdev",
            "plan dax0.1 system-ram --zone kernel",
            "switch dax0.1 fsdev --yes",
            "switch dax0.1 system-ram -N --dry-run",
            "create --region 0 --size 4G --yes",
            "create -r 0 --range 0xbc00000000-0xbc3fffffff --align 2M -n",
            "create --input device.json -r 0 --dry-run",
            "resize dax0.3 8G --confirm dax0.3 -y",
            "split dax0.3 --parts 4 --mode fsdev -n",
            "split dax0.1 --keep 4G --json --yes",
            "align dax0.3 1G -y",
            "destroy dax0.3 --confirm dax0.3 --save new.json",
            "online dax1.0 --zone movable --yes --report new.html --blank",
            "offline dax0.2 --yes --report new.json",
            "clean --after plan.json -n",
            "apply plan.json --yes",
            "export plan.json",
            "export dax0.1 fsdev --as daxctl --output new.txt",
            "capture new.tar.gz --blank",
            "log --limit 3",
            "undo 1 --yes",
            "recover undo --yes",
            "recover",
            "help list",
            "list --host sysfs:machine.tar.gz",
            "show dax0.0 --host sysfs:machine.tar",
            "capture new.tar.gz --host sysfs:machine.tar.gz",
            "plan dax0.1 fsdev --host sysfs:tree");

    /** Names of classes, and the lines of a stack's trace. */
    private static final Pattern TRACE = Pattern.compile(
            "\\b(java|javax|jdk|sun|picocli|com\\.fasterxml|io\\.github\\.daxboard)\\.[a-z.]*[A-Z]\\w+|^\\s+at [\\w.$]+\\(|Exception in",
            Pattern.MULTILINE);

    /** What {@link Paint} gives; nothing else may look so, but only the colours are let through. */
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    private static final int LONGEST = 8_000;
    private static final long STUCK_MILLIS = 30_000;

    private final Map<String, byte[]> files = new HashMap<>();
    private final Map<String, List<String>> options = new HashMap<>();
    private final Map<Integer, Integer> codes = new TreeMap<>();
    private final AtomicReference<String> running = new AtomicReference<>("");
    private int findings;

    private MutationChild() throws IOException {
        DemoFiles.write(files);
        Daxboard.model()
                .getSubcommands()
                .forEach((name, line) -> options.put(
                        name,
                        line.getCommandSpec().options().stream()
                                .map(OptionSpec::longestName)
                                .filter(option -> !option.equals("--help") && !option.equals("--version"))
                                .toList()));
        options.put("help", List.of("--help"));
    }

    /** Runs with a seed and how many runs are wanted. */
    public static void main(String[] args) throws Exception {
        MutationChild child = new MutationChild();
        child.watch(Thread.currentThread());
        long seed = Long.parseLong(args[0]);
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
            child.run(new Mutations(seed + i), "run " + i);
        }
        System.out.println("CODES " + child.codes);
        System.out.flush();
        System.exit(child.findings == 0 ? 0 : 1);
    }

    /** Ends the process when one run does not end, and says where it stands. */
    private void watch(Thread runner) {
        Thread watch = new Thread(() -> {
            String last = "nothing yet";
            try {
                for (; ; Thread.sleep(STUCK_MILLIS)) {
                    String now = running.get();
                    if (last.equals(now)) {
                        System.out.println(
                                "FINDING it does not end: " + now + " at " + List.of(runner.getStackTrace()));
                        System.out.flush();
                        Runtime.getRuntime().halt(2);
                    }
                    last = String.valueOf(now);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        watch.setDaemon(true);
        watch.start();
    }

    private void run(Mutations mutations, String name) throws IOException {
        Map<String, byte[]> here = new HashMap<>(files);
        String world = DemoFiles.WORLD;
        if (mutations.oneIn(2)) {
            String spoiled = mutations.any(List.of("plan.json", "device.json", "machine.tar.gz", "machine.tar"));
            here.put(spoiled, mutations.file(Objects.requireNonNull(files.get(spoiled))));
        } else if (mutations.oneIn(2)) {
            world = new String(mutations.file(world.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        }
        for (Map.Entry<String, byte[]> file : here.entrySet()) {
            Files.write(Path.of(file.getKey()), file.getValue());
        }
        List<String> good = List.of(mutations.any(GOOD).split(" "));
        List<String> words =
                mutations.oneIn(4) ? good : mutations.line(good, Objects.requireNonNull(options.get(good.getFirst())));
        if (words.stream().noneMatch(word -> word.startsWith("--host"))) {
            words = new ArrayList<>(words);
            words.addAll(List.of("--host", "demo"));
        }
        String told = name + ": " + Visible.line(String.join(" ", words)) + different(world);
        running.set(told);
        try {
            check(told, CommandLineRun.of(hosts(world), "y\ndax0.0\ny\n", words.toArray(String[]::new)));
        } catch (Throwable thrown) {
            found(
                    told,
                    "it threw " + thrown + " at "
                            + List.of(thrown.getStackTrace()).subList(0, Math.min(6, thrown.getStackTrace().length)));
        }
        Thread.interrupted();
    }

    /** The first line of a world that is not the demo's. */
    private static String different(String world) {
        List<String> good = DemoFiles.WORLD.lines().toList();
        List<String> bad = world.lines().toList();
        int at = 0;
        while (at < Math.min(good.size(), bad.size()) && good.get(at).equals(bad.get(at))) {
            at++;
        }
        return at < bad.size() ? " (world: " + Visible.line(bad.get(at)) + ")" : "";
    }

    private void found(String told, String what) {
        findings++;
        System.out.println("FINDING " + (told.length() > 300 ? told.substring(0, 300) + "..." : told) + "\n    "
                + (what.length() > 1500 ? what.substring(0, 1500) + "..." : what));
    }

    private void check(String told, CommandLineRun run) {
        codes.merge(run.exit(), 1, Integer::sum);
        String plain = COLOUR.matcher(run.all()).replaceAll("");
        if (run.exit() < 0 || run.exit() > 9 || run.exit() == ExitCode.INTERNAL.number()) {
            found(told, "it ended with " + run.exit() + ": " + run.all());
        } else if (TRACE.matcher(run.all()).find()) {
            found(told, "a class is named: " + run.all());
        } else if (!Visible.lines(plain).equals(plain)) {
            found(told, "it printed what a terminal obeys: " + Visible.line(run.all()));
        } else if (run.exit() != 0 && run.all().isBlank()) {
            found(told, "it ended with " + run.exit() + " and said nothing");
        } else if (run.exit() == ExitCode.USAGE.number() && run.all().length() > LONGEST) {
            found(told, "what is wrong is said in " + run.all().length() + " characters: " + run.all());
        } else if (run.err().contains("See: daxboard")
                && run.err().lines().filter(line -> !line.isBlank()).count() != 2) {
            found(told, "a mistake is not said in a sentence and where to read on: " + run.all());
        }
    }

    /** The demo, a world, and what is in files; no other host is asked for anything. */
    private static HostOpener hosts(String world) {
        Map<String, DemoBut.Instead> answers = new HashMap<>(DemoBut.past());
        // Nobody waits: a watch ends as it does when it is interrupted.
        answers.put("watch", demo -> {
            Thread.currentThread().interrupt();
            return (AutoCloseable) () -> {};
        });
        if (!world.equals(DemoFiles.WORLD)) {
            answers.put("snapshot", demo -> {
                try {
                    return SnapshotReader.read(
                            SimulatedKernel.boot(World.parse(world)), new HostName("world"), Instant.EPOCH);
                } catch (IllegalArgumentException refused) {
                    // A WorldException is one.
                    throw DemoBut.refusal(Problem.Kind.USAGE);
                }
            });
        }
        HostOpener hosts = DemoBut.hosts();
        return (address, progress) -> switch (address) {
            case HostAddress.Demo demo -> DemoBut.but(hosts.open(demo, progress), answers);
            case HostAddress.Captured file ->
                DemoBut.but(hosts.open(file, progress), Map.of("watch", Objects.requireNonNull(answers.get("watch"))));
            default -> throw DemoBut.refusal(Problem.Kind.UNREACHABLE);
        };
    }

    /** Good files of each kind. */
    private static final class DemoFiles {
        static final String WORLD = world();

        private DemoFiles() {}

        private static String world() {
            try (InputStream in =
                    Objects.requireNonNull(World.class.getResourceAsStream("/io/github/daxboard/worlds/demo.world"))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        static void write(Map<String, byte[]> files) throws IOException {
            Files.createDirectories(Path.of("folder"));
            Files.createDirectories(Path.of("tree/sys/bus/dax/devices"));
            run("plan dax0.1 system-ram --save plan.json --host demo");
            run("capture machine.tar.gz --host demo");
            byte[] packed = Files.readAllBytes(Path.of("machine.tar.gz"));
            files.put("machine.tar.gz", packed);
            try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
                files.put("machine.tar", unpacked.readAllBytes());
            }
            files.put("plan.json", Files.readAllBytes(Path.of("plan.json")));
            files.put(
                    "device.json",
                    "[{\"chardev\":\"dax0.9\",\"size\":\"4.00 GiB (4.29 GB)\",\"align\":2097152}]"
                            .getBytes(StandardCharsets.UTF_8));
        }

        private static void run(String words) {
            CommandLineRun run = CommandLineRun.of(DemoBut.hosts(), "", words.split(" "));
            if (run.exit() != 0) {
                throw new IllegalStateException(words + ": " + run.all());
            }
        }
    }
}
