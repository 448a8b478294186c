// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.model.Holder;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Visible;
import io.github.daxboard.protocol.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes out of a report what is nobody else's business: physical addresses, names of hosts, users' programs, units, guests, labels and mounts. The
 * names of devices, drivers and files of /sys stay, or a report would say nothing.
 */
public final class Blanks {
    /** A physical address; a digest and a serial number have no 0x. A size is not told apart, and is decimal. */
    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{6,16}");

    /** A pid, uid or network address in a sentence. */
    private static final Pattern NUMBERS = Pattern.compile("\\b(pid|uid) \\d+|\\b\\d{1,3}(\\.\\d{1,3}){3}\\b");

    private static final Pattern UUID = Pattern.compile("\\b[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b");

    private final Map<String, String> names = new LinkedHashMap<>();
    private final boolean on;

    private Blanks(boolean on) {
        this.on = on;
    }

    /** Takes nothing out. */
    public static Blanks none() {
        return new Blanks(false);
    }

    /** Takes out what these pictures name. */
    public static Blanks of(List<Snapshot> snapshots) {
        Blanks blanks = new Blanks(true);
        Set<String> words = new LinkedHashSet<>();
        for (Snapshot snapshot : snapshots) {
            blanks.names.put(snapshot.host().text(), "HOST");
            snapshot.holders().value().orElse(List.of()).stream()
                    .flatMap(Blanks::words)
                    .forEach(words::add);
            snapshot.devices()
                    .flatMap(device -> device.superblock().value().stream())
                    .flatMap(superblock -> Stream.concat(superblock.label().stream(), superblock.uuid().stream()))
                    .forEach(words::add);
            snapshot.onlineRules()
                    .value()
                    .orElse(List.of())
                    .forEach(rule -> words.addAll(List.of(rule.file(), rule.text())));
        }
        words.stream().filter(word -> word.length() > 1).forEach(word -> blanks.names.putIfAbsent(word, "NAME"));
        // A page and a terminal show some characters in another form, and a name must not stay by that.
        Map.copyOf(blanks.names).forEach((word, blank) -> {
            blanks.names.putIfAbsent(Visible.line(word), blank);
            blanks.names.putIfAbsent(HtmlPage.escape(word), blank);
        });
        return blanks;
    }

    /** What names a program, its owner's customer or a place: of a mount, the file system's type stays. */
    private static Stream<String> words(Holder holder) {
        Stream<String> who = Stream.of(holder.unit(), holder.guest(), holder.commandLine(), holder.node())
                .flatMap(Optional::stream);
        return Stream.concat(Stream.of(holder.command()), who);
    }

    /** A text without them. */
    public String in(String text) {
        if (!on) {
            return text;
        }
        String blank = text;
        List<String> longestFirst = new ArrayList<>(names.keySet());
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        for (String name : longestFirst) {
            // Whole words only: a host called dax must not take the devices' names with it.
            blank = Pattern.compile("(?<![\\w.-])" + Pattern.quote(name) + "(?![\\w.-]*\\w)")
                    .matcher(blank)
                    .replaceAll(names.getOrDefault(name, "NAME"));
        }
        blank = ADDRESS.matcher(blank).replaceAll("0x...");
        blank = UUID.matcher(blank).replaceAll("UUID");
        return NUMBERS.matcher(blank).replaceAll(match -> match.group(1) == null ? "ADDRESS" : match.group(1) + " ...");
    }

    /** All texts in a document. */
    public Json in(Json json) {
        return switch (json) {
            case Json.Text(String content) -> new Json.Text(in(content));
            case Json.Many(List<Json> items) ->
                new Json.Many(items.stream().map(this::in).toList());
            case Json.Fields(Map<String, Json> content) -> {
                Json.Maker made = Json.make();
                content.forEach((name, value) -> made.with(name, hides(name) ? new Json.Whole(0) : in(value)));
                yield made.made();
            }
            case Json.Whole whole -> whole;
            case Json.Flag flag -> flag;
        };
    }

    private boolean hides(String field) {
        return on && (field.equals("pid") || field.equals("uid"));
    }
}
