// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Refusal;
import io.github.daxboard.protocol.BadMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The journals of a host's plans: a file each, named by their numbers. Only the newest can be of a plan that did not end,
 * since no other one is begun before that is settled.
 */
final class Journals {
    private static final Pattern NAME = Pattern.compile("([1-9]\\d{0,14})\\.jsonl");
    private static final int KEPT = 100;

    private final PrivateFiles files;
    private final Path folder;

    /** Journals in a folder, such as {@code /var/lib/daxboard/journal}. */
    Journals(PrivateFiles files, Path folder) {
        this.files = files;
        this.folder = folder;
    }

    /** Makes the folder where there is none, for root alone. */
    void makeFolder() throws RefusedException {
        try {
            files.ownFolder(folder.resolveSibling("").toAbsolutePath());
            files.ownFolder(folder);
        } catch (IOException e) {
            throw new RefusedException(unusable(folder, String.valueOf(e.getMessage())));
        }
    }

    /** The number that the next plan gets. */
    long next() throws RefusedException {
        List<Long> numbers = numbers();
        return numbers.isEmpty() ? 1 : numbers.getFirst() + 1;
    }

    Path file(long number) {
        return folder.resolve(number + ".jsonl");
    }

    /** The plan that did not end, if there is one. */
    Optional<PlanJournal> unfinished() throws RefusedException {
        List<Long> numbers = numbers();
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(read(numbers.getFirst(), true)).filter(PlanJournal::isUnfinished);
    }

    long newest() throws RefusedException {
        return numbers().getFirst();
    }

    /** The plans that ended, newest first. One that can't be read is left out: it does not keep the others from being seen. */
    List<PastPlan> past() throws RefusedException {
        List<PastPlan> past = new ArrayList<>();
        for (long number : numbers()) {
            try {
                PlanJournal.parse(number, files.text(file(number)), false)
                        .past()
                        .ifPresent(past::add);
            } catch (IOException | BadMessage e) {
                // Left out.
            }
        }
        return past;
    }

    /** Removes the oldest beyond those that are kept. */
    void removeOldest() throws RefusedException {
        for (long number : numbers().stream().skip(KEPT).toList()) {
            try {
                Files.deleteIfExists(file(number));
            } catch (IOException e) {
                return;
            }
        }
    }

    private PlanJournal read(long number, boolean withTree) throws RefusedException {
        try {
            return PlanJournal.parse(number, files.text(file(number)), withTree);
        } catch (IOException e) {
            throw new RefusedException(unusable(file(number), String.valueOf(e.getMessage())));
        } catch (BadMessage e) {
            throw new RefusedException(unusable(file(number), e.why()));
        }
    }

    /** The journals' numbers, highest first. */
    private List<Long> numbers() throws RefusedException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> NAME.matcher(entry.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(matcher -> Long.parseLong(matcher.group(1)))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new RefusedException(unusable(folder, String.valueOf(e.getMessage())));
        }
    }

    /** Why nothing is begun while a plan has not ended. */
    static Refusal inTheWay(PlanJournal plan) {
        String asked =
                plan.begin().order().changes().stream().map(Change::describe).collect(Collectors.joining(", "));
        return Refusal.of(
                        Refusal.Kind.BLOCKED,
                        "the plan of " + plan.begin().time(),
                        "A plan that was begun has not ended; nothing was written.",
                        "The helper that carried it out was killed, or the machine went down: " + asked + ".",
                        "Finish it or undo it first: daxboard recover shows it and what can be done.")
                .withEvidence(List.of(
                        "begun " + plan.begin().time() + " for " + plan.begin().who()));
    }

    static Refusal unusable(Path file, String why) {
        return Refusal.of(
                        Refusal.Kind.FAILED,
                        file.toString(),
                        "The journal can't be used; nothing was written.",
                        "What can't be written down could not be undone if the helper was killed.",
                        "Make room, or put the file's owner and mode right. A journal that is damaged can be moved away"
                                + " once you have looked at what the devices are.")
                .withEvidence(List.of(file + ": " + why));
    }
}
