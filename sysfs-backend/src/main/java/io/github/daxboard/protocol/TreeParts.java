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

    private static final int MOST_PARTS = 4_000_000;

    private final List<TreeRecord> records = new ArrayList<>();
    private Optional<TreeRecord> unfinished = Optional.empty();
    private final StringBuilder text = new StringBuilder();
    private Optional<KernelPath> textPath = Optional.empty();
    private int parts;

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
        if (parts > MOST_PARTS) {
            throw new BadMessage("the tree has more than " + MOST_PARTS + " parts");
        }
        if (takeText(part)) {
            return;
        }
        if (textPath.isPresent()) {
            throw new BadMessage("a part does not go on with the one before it");
        }
        TreeRecord record = unfinished.isPresent() ? joined(unfinished.get(), part.record()) : part.record();
        if (part.more()) {
            unfinished = Optional.of(record);
        } else {
            unfinished = Optional.empty();
            records.add(record);
        }
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

    private static TreeRecord joined(TreeRecord first, TreeRecord second) throws BadMessage {
        if (first instanceof TreeRecord.Names(var path, Reading.Value<List<String>>(List<String> names))
                && second instanceof TreeRecord.Names(var same, Reading.Value<List<String>>(List<String> others))
                && path.equals(same)) {
            return new TreeRecord.Names(path, Reading.of(joined(names, others)));
        }
        if (first instanceof TreeRecord.Holders(Reading.Value<List<Holder>>(List<Holder> holders))
                && second instanceof TreeRecord.Holders(Reading.Value<List<Holder>>(List<Holder> others))) {
            return new TreeRecord.Holders(Reading.of(joined(holders, others)));
        }
        if (first instanceof TreeRecord.Rules(Reading.Value<List<OnlineRule>>(List<OnlineRule> rules))
                && second instanceof TreeRecord.Rules(Reading.Value<List<OnlineRule>>(List<OnlineRule> others))) {
            return new TreeRecord.Rules(Reading.of(joined(rules, others)));
        }
        throw new BadMessage("a part does not go on with the one before it");
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
