// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.protocol.JournalLine;
import io.github.daxboard.protocol.JsonText;
import io.github.daxboard.text.Message;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The journals of a host's plans: a file each, named by their numbers. Only the newest can be of a plan that did not end,
 * since no other one is begun before that is settled.
 *
 * <p>{@code 7.jsonl} is a journal. {@code 7.done.jsonl} is one whose end could not be written, so that its name says how it
 * ended. {@code 7.unreadable} is one that was put aside.
 */
final class Journals {
    /** The longest journal that is written or read. */
    static final long MOST_BYTES = 256L << 20;

    private static final Pattern NAME =
            Pattern.compile("([1-9]\\d{0,14})\\.(?:(done|failed-undone|failed-left-changed)\\.)?(jsonl|unreadable)");
    private static final int KEPT = 100;
    private static final long KEPT_BYTES = 2 * MOST_BYTES;
    private static final int KEPT_ASIDE = 10;

    private final PrivateFiles files;
    private final Path folder;

    /** Journals in a folder, such as {@code /var/lib/daxboard/journal}. */
    Journals(PrivateFiles files, Path folder) {
        this.files = files;
        this.folder = folder;
    }

    /** One of them; whether it is of a plan that ended, its name may say. */
    private record Entry(long number, Path file, Optional<Verdict> ended, boolean isAside) {}

    /** Makes the folder where there is none, for root alone. */
    void makeFolder() throws RefusedException {
        try {
            files.ownFolder(folder.resolveSibling("").toAbsolutePath());
            files.ownFolder(folder);
        } catch (IOException e) {
            throw new RefusedException(unusable(folder, e));
        }
    }

    /** The number that the next plan gets. */
    long next() throws RefusedException {
        return entries().stream().mapToLong(Entry::number).max().orElse(0) + 1;
    }

    Path file(long number) {
        return folder.resolve(number + ".jsonl");
    }

    /** The name of a journal whose end only its name says. */
    static Path ended(Path file, Verdict verdict) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.replaceFirst("\\.jsonl$", "." + word(verdict) + ".jsonl"));
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The plan that did not end, if there is one, and one of which that can't be told. */
    Optional<PlanJournal> unfinished() throws RefusedException {
        List<Entry> journals = journals();
        if (journals.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(read(journals.getFirst(), true)).filter(PlanJournal::isUnfinished);
    }

    /** The plans that ended, newest first. One that can't be read is left out: it does not keep the others from being seen. */
    List<PastPlan> past() throws RefusedException {
        List<PastPlan> past = new ArrayList<>();
        for (Entry one : journals()) {
            read(one, false).past().ifPresent(past::add);
        }
        return past;
    }

    private PlanJournal read(Entry entry, boolean withTree) {
        PlanJournal.Maker maker = new PlanJournal.Maker(entry.number(), entry.ended(), withTree);
        Instant modified = Instant.EPOCH;
        try {
            modified = Files.getLastModifiedTime(entry.file(), LinkOption.NOFOLLOW_LINKS)
                    .toInstant();
            files.eachLine(entry.file(), MOST_BYTES, JsonText.MAX_ANSWER, maker::take);
            return maker.made(modified);
        } catch (IOException e) {
            return PlanJournal.unreadable(entry.number(), entry.ended(), modified, FileFailure.message(e));
        }
    }

    /** Keeps a journal under a name under which no plan is looked for: as evidence, and out of the way. */
    void putAside(long number) throws RefusedException {
        try {
            files.rename(file(number), folder.resolve(number + ".unreadable"));
        } catch (IOException e) {
            throw new RefusedException(unusable(file(number), e));
        }
    }

    /** Removes the oldest beyond those that are kept, by number and by bytes. The newest stays. */
    void removeOldest() throws RefusedException {
        int kept = 0;
        int aside = 0;
        long bytes = 0;
        for (Entry one : entries()) {
            bytes += size(one.file());
            boolean stays =
                    one.isAside() ? ++aside <= KEPT_ASIDE : ++kept == 1 || (kept <= KEPT && bytes <= KEPT_BYTES);
            if (!stays) {
                remove(one.file());
            }
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    private void remove(Path file) {
        try {
            files.remove(file);
        } catch (IOException e) {
            // It is tried again after the next plan.
        }
    }

    private List<Entry> journals() throws RefusedException {
        return entries().stream().filter(one -> !one.isAside()).toList();
    }

    /** All of them, the highest number first. */
    private List<Entry> entries() throws RefusedException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Entry> found = new ArrayList<>();
        try (DirectoryStream<Path> names = Files.newDirectoryStream(folder)) {
            for (Path file : names) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    found.add(new Entry(
                            Long.parseLong(name.group(1)),
                            file,
                            verdict(name),
                            name.group(3).equals("unreadable")));
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            throw new RefusedException(unusable(folder, e));
        }
        found.sort(Comparator.comparingLong(Entry::number).reversed());
        return found;
    }

    private static Optional<Verdict> verdict(Matcher name) {
        return Optional.ofNullable(name.group(2))
                .flatMap(word -> Arrays.stream(Verdict.values())
                        .filter(one -> word(one).equals(word))
                        .findFirst());
    }

    /** Why nothing is begun while a plan has not ended. */
    static Problem inTheWay(PlanJournal plan) {
        if (plan.begin().isEmpty()) {
            return Problem.keyed(Problem.Kind.BLOCKED, "helper.newestUnknown", "the newest plan")
                    .withSeen(plan.damage());
        }
        JournalLine.Begin begin = plan.begin().get();
        List<Message> asked =
                begin.order().changes().stream().map(Change::message).toList();
        return Problem.keyed(Problem.Kind.BLOCKED, "helper.unfinished", "the plan of " + begin.time(), asked)
                .withSeen(List.of(Message.of("helper.unfinished.begun", begin.time(), begin.who())));
    }

    /** A plan that was to be forgotten is still there. */
    static Problem notForgotten(List<Message> gaps) {
        return Problem.keyed(Problem.Kind.FAILED, "helper.notForgotten", "the unfinished plan")
                .withSeen(gaps);
    }

    static Problem unusable(Path file, Exception failure) {
        return Problem.keyed(Problem.Kind.FAILED, "helper.journal", file)
                .withSeen(List.of(Message.of("read.file", file, FileFailure.message(failure))));
    }
}
