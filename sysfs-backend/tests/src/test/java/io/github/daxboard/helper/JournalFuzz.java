// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.apply.EveryChangeTest;
import io.github.daxboard.fuzz.FuzzTarget;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.protocol.BadMessage;
import io.github.daxboard.protocol.JournalCodec;
import io.github.daxboard.protocol.JournalLine;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A journal that is cut, damaged or made up: it is refused, or it can be told and decided about. */
public final class JournalFuzz implements FuzzTarget {
    @Override
    public void test(byte[] input) {
        String text = FuzzTarget.text(input);
        text.lines().forEach(JournalFuzz::line);
        PlanJournal.parse(1, text, false).past();
        PlanJournal journal = PlanJournal.parse(1, text, true);
        journal.past();
        journal.progress();
        journal.plan();
        journal.unfinished(journal.begin().map(JournalLine.Begin::boot).orElse(""));
        if (journal.isUnfinished()) {
            Journals.inTheWay(journal);
        }
    }

    private static void line(String text) {
        JournalCodec codec = new JournalCodec();
        JournalLine line;
        try {
            line = codec.parse(text);
        } catch (BadMessage refused) {
            return;
        }
        try {
            JournalLine again = codec.parse(codec.print(line));
            FuzzTarget.checkEqual(codec.parse(codec.print(again)), again, "a line that is written again changes");
        } catch (BadMessage e) {
            throw new AssertionError("what was printed is refused", e);
        }
    }

    /** The journals of the first plans of each length, whole and cut. */
    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        try {
            Path folder = Files.createTempDirectory("daxboard-fuzz");
            try (PrintStream errors = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)) {
                for (EveryChangeTest.Case one : EveryChangeTest.cases()) {
                    var kernel = EveryChangeTest.ready(one);
                    Plan plan = EveryChangeTest.plan(kernel, one.change());
                    new GuardedApply(kernel, Helpers.places(folder), Helpers.CALLER, Helpers.CLOCK, errors)
                            .run(plan.order(), plan.digest(), event -> {}, Cancel.never());
                }
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.filter(path -> path.toString().endsWith(".jsonl"))
                            .toList()) {
                        byte[] whole = Files.readAllBytes(file);
                        if (whole.length <= longest()) {
                            seeds.add(whole);
                            String text = FuzzTarget.text(whole);
                            seeds.add(FuzzTarget.bytes(text.substring(0, text.lastIndexOf('\n', text.length() - 2))));
                        }
                    }
                }
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seeds;
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Override
    public int longest() {
        return 32 << 10;
    }
}
