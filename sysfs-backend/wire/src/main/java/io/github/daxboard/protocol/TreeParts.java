// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.model.Holder;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A tree as the answers that carry it, and back. Long lists are cut, so that no line grows with the machine: one with 32
 * TiB of memory has as many as 262,144 memory blocks in one folder.
 */
public final class TreeParts {
    /** Names in one answer. */
    static final int NAMES = 512;

    /** Holders in one answer; a mount point may be 4096 characters long. */
    static final int HOLDERS = 32;

    /** Characters of a file in one answer. */
    static final int CHARACTERS = RecordingView.MAX_CONTENT;

    private final Allowance allowance;
    private final List<TreeRecord> records = new ArrayList<>();
    private Optional<Begun> unfinished = Optional.empty();
    private final StringBuilder text = new StringBuilder();
    private Optional<KernelPath> textPath = Optional.empty();
    private int parts;

    /** Takes what this machine itself wrote, whatever it is. */
    public TreeParts() {
        this(Allowance.unlimited());
    }

    /** Takes no more than is allowed. */
    public TreeParts(Allowance allowance) {
        this.allowance = allowance;
    }

    /** A record whose list goes on: its first piece, and the items of all pieces so far. */
    private record Begun(TreeRecord first, List<Object> items) {}

    /** The answers that carry a tree, its end among them. */
    public static List<Answer> of(RecordedTree tree) {
        List<Answer> answers = new ArrayList<>();
        tree.records().forEach(record -> cut(record, answers));
        answers.add(new Answer.TreeEnd(tree.taken(), answers.size()));
        return answers;
    }

    private static void cut(TreeRecord record, List<Answer> answers) {
        switch (record) {
            case TreeRecord.Names(var path, Reading.Value<List<String>>(List<String> names)) ->
                pieces(
                        names,
                        NAMES,
                        (piece, more) ->
                                answers.add(new Answer.Part(new TreeRecord.Names(path, Reading.of(piece)), more)));
            case TreeRecord.Holders(Reading.Value<List<Holder>>(List<Holder> holders)) ->
                pieces(
                        holders,
                        HOLDERS,
                        (piece, more) -> answers.add(new Answer.Part(new TreeRecord.Holders(Reading.of(piece)), more)));
            case TreeRecord.Content(var path, Reading.Value<String>(String text))
            when text.length() > CHARACTERS -> cut(path, text, answers);
            case TreeRecord.Rules(Reading.Value<List<OnlineRule>>(List<OnlineRule> rules)) ->
                pieces(
                        rules,
                        HOLDERS,
                        (piece, more) -> answers.add(new Answer.Part(new TreeRecord.Rules(Reading.of(piece)), more)));
            default -> answers.add(new Answer.Part(record, false));
        }
    }

    private static void cut(KernelPath path, String text, List<Answer> answers) {
        for (int from = 0; from < text.length(); from += CHARACTERS) {
            int end = Math.min(text.length(), from + CHARACTERS);
            TreeRecord piece = new TreeRecord.Content(path, Reading.of(text.substring(from, end)));
            answers.add(new Answer.Part(piece, end < text.length()));
        }
    }

    private interface Piece<T> {
        void take(List<T> piece, boolean more);
    }

    private static <T> void pieces(List<T> all, int most, Piece<T> to) {
        int from = 0;
        do {
            int end = Math.min(all.size(), from + most);
            to.take(List.copyOf(all.subList(from, end)), end < all.size());
            from = end;
        } while (from < all.size());
    }

    /** Takes the next part of a tree. */
    public void add(Answer.Part part) throws BadMessage {
        parts++;
        charge(part.record());
        if (takeText(part)) {
            return;
        }
        if (textPath.isPresent()) {
            throw new BadMessage("a part does not go on with the one before it");
        }
        if (unfinished.isPresent()) {
            goOn(unfinished.get(), part);
        } else if (part.more()) {
            unfinished = Optional.of(new Begun(part.record(), new ArrayList<>(items(part.record()))));
        } else {
            records.add(part.record());
        }
    }

    private void goOn(Begun begun, Answer.Part part) throws BadMessage {
        if (!isSame(begun.first(), part.record())) {
            throw new BadMessage("a part does not go on with the one before it");
        }
        begun.items().addAll(items(part.record()));
        if (!part.more()) {
            records.add(whole(begun));
            unfinished = Optional.empty();
        }
    }

    /** Counts what a record takes, and refuses one that is longer than {@link #of} makes any. */
    private void charge(TreeRecord record) throws BadMessage {
        switch (record) {
            case TreeRecord.Content(var path, var reading) -> charge(path, reading, CHARACTERS);
            case TreeRecord.Link(var path, var reading) -> charge(path, reading, CHARACTERS);
            case TreeRecord.Names(var path, var reading) -> {
                List<String> names = reading.value().orElse(List.of());
                most(names.size(), NAMES);
                allowance.keep(1 + names.size(), path.text().length() + length(names));
            }
            case TreeRecord.Holders(var reading) -> {
                List<Holder> holders = reading.value().orElse(List.of());
                most(holders.size(), HOLDERS);
                for (Holder one : holders) {
                    allowance.keep(
                            8,
                            one.command().length()
                                    + present(List.of(one.unit(), one.guest(), one.commandLine(), one.node())));
                }
            }
            case TreeRecord.Rules(var reading) -> {
                List<OnlineRule> rules = reading.value().orElse(List.of());
                most(rules.size(), HOLDERS);
                allowance.keep(
                        2L * rules.size(),
                        rules.stream()
                                .mapToLong(rule ->
                                        rule.file().length() + rule.text().length())
                                .sum());
            }
            case TreeRecord.Beginning(var device, var reading) ->
                allowance.keep(
                        4,
                        reading.value()
                                .map(found -> found.type().length() + present(List.of(found.label(), found.uuid())))
                                .orElse(0L));
            case TreeRecord.State state -> allowance.keep(2, 0);
        }
    }

    private void charge(KernelPath path, Reading<String> reading, int most) throws BadMessage {
        int length = reading.value().map(String::length).orElse(0);
        most(length, most);
        allowance.keep(3, path.text().length() + length);
    }

    private static void most(int count, int limit) throws BadMessage {
        if (count > limit) {
            throw new BadMessage("a part is longer than a helper makes any");
        }
    }

    private static long length(List<String> texts) {
        return texts.stream().mapToLong(String::length).sum();
    }

    private static long present(List<Optional<String>> texts) {
        return texts.stream()
                .flatMap(Optional::stream)
                .mapToLong(String::length)
                .sum();
    }

    /** Takes a piece of a long text: gathered apart, since joining it anew for each piece would take long. */
    private boolean takeText(Answer.Part part) throws BadMessage {
        if (!(part.record() instanceof TreeRecord.Content(KernelPath path, Reading.Value<String>(String piece)))
                || (!part.more() && text.isEmpty())) {
            return false;
        }
        if (unfinished.isPresent()
                || textPath.filter(before -> !before.equals(path)).isPresent()) {
            throw new BadMessage("a part does not go on with the one before it");
        }
        textPath = Optional.of(path);
        text.append(piece);
        if (!part.more()) {
            records.add(new TreeRecord.Content(path, Reading.of(text.toString())));
            text.setLength(0);
            textPath = Optional.empty();
        }
        return true;
    }

    /** The tree, when its end has come. */
    public RecordedTree end(Answer.TreeEnd end) throws BadMessage {
        if (unfinished.isPresent() || textPath.isPresent() || end.parts() != parts) {
            throw new BadMessage("the tree has " + parts + " parts, and its end says " + end.parts());
        }
        return new RecordedTree(end.taken(), records);
    }

    private static List<?> items(TreeRecord record) throws BadMessage {
        return switch (record) {
            case TreeRecord.Names(var path, Reading.Value<List<String>>(List<String> names)) -> names;
            case TreeRecord.Holders(Reading.Value<List<Holder>>(List<Holder> holders)) -> holders;
            case TreeRecord.Rules(Reading.Value<List<OnlineRule>>(List<OnlineRule> rules)) -> rules;
            default -> throw new BadMessage("a part does not go on with the one before it");
        };
    }

    private static boolean isSame(TreeRecord first, TreeRecord second) {
        return first instanceof TreeRecord.Names(KernelPath path, var reading)
                ? second instanceof TreeRecord.Names(KernelPath same, var other) && path.equals(same)
                : first.getClass().equals(second.getClass());
    }

    @SuppressWarnings("unchecked") // The items are of the first piece's kind: isSame has looked.
    private static TreeRecord whole(Begun begun) {
        Reading<?> all = Reading.of(List.copyOf(begun.items()));
        return switch (begun.first()) {
            case TreeRecord.Names(var path, var piece) -> new TreeRecord.Names(path, (Reading<List<String>>) all);
            case TreeRecord.Holders piece -> new TreeRecord.Holders((Reading<List<Holder>>) all);
            case TreeRecord.Rules piece -> new TreeRecord.Rules((Reading<List<OnlineRule>>) all);
            default -> throw new IllegalStateException("no other record has a list");
        };
    }
}
