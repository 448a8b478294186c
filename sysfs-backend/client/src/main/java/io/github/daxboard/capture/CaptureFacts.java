// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.capture;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Superblock;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a captured tree holds beside the kernel's files: drivers' states, holders, superblocks and udev's rules. A fact a line;
 * its words are parted by tabs and quoted as in URLs. A line that is not understood is left aside.
 */
public final class CaptureFacts {
    /** The file's name, beside {@code sys/}. */
    public static final String FILE = "FACTS";

    private static final String HEAD = "daxboard facts 1";

    private final Map<Driver, Reading<DriverState>> drivers = new HashMap<>();
    private final Map<DeviceName, Reading<Superblock>> superblocks = new HashMap<>();
    private Optional<Reading<List<Holder>>> holders = Optional.empty();
    private Optional<Reading<List<OnlineRule>>> rules = Optional.empty();

    private CaptureFacts() {}

    /** None at all. */
    public static CaptureFacts none() {
        return new CaptureFacts();
    }

    public CaptureFacts driver(Driver driver, Reading<DriverState> state) {
        drivers.put(driver, state);
        return this;
    }

    public CaptureFacts superblock(DeviceName device, Reading<Superblock> superblock) {
        superblocks.put(device, superblock);
        return this;
    }

    public CaptureFacts holders(Reading<List<Holder>> all) {
        holders = Optional.of(all);
        return this;
    }

    public CaptureFacts onlineRules(Reading<List<OnlineRule>> all) {
        rules = Optional.of(all);
        return this;
    }

    Optional<Reading<DriverState>> driverState(Driver driver) {
        return Optional.ofNullable(drivers.get(driver));
    }

    Optional<Reading<Superblock>> superblock(DeviceName device) {
        return Optional.ofNullable(superblocks.get(device));
    }

    Optional<Reading<List<Holder>>> holders() {
        return holders;
    }

    Optional<Reading<List<OnlineRule>>> onlineRules() {
        return rules;
    }

    /** The file's text. */
    public String format() {
        List<String> lines = new ArrayList<>(List.of(HEAD));
        drivers.forEach((driver, state) ->
                lines.add(line(List.of("driver", driver.name()), words(state, value -> List.of(value.name())))));
        superblocks.forEach((device, reading) -> lines.add(line(
                List.of("superblock", device.toString()),
                words(reading, found -> List.of(found.type(), or(found.label()), or(found.uuid()))))));
        holders.ifPresent(all -> list("holder", all, CaptureFacts::words, lines));
        rules.ifPresent(all -> list("rule", all, rule -> List.of(rule.file(), "" + rule.line(), rule.text()), lines));
        return String.join("\n", lines) + "\n";
    }

    /** A list is as many lines as it has items, behind one that says how reading it went. */
    private static <T> void list(
            String what, Reading<List<T>> all, Function<T, List<String>> print, List<String> lines) {
        lines.add(line(List.of(what + "s"), words(all, items -> List.of("" + items.size()))));
        all.value().orElse(List.of()).forEach(item -> lines.add(line(List.of(what), print.apply(item))));
    }

    private static List<String> words(Holder holder) {
        return List.of(
                holder.device().toString(),
                holder.kind().name(),
                "" + holder.pid(),
                holder.command(),
                "" + holder.user(),
                or(holder.unit()),
                or(holder.guest()),
                or(holder.commandLine()),
                or(holder.node()));
    }

    /** An empty word is none: nothing that is written down here is the empty text. */
    private static String or(Optional<String> text) {
        return text.orElse("");
    }

    private static Optional<String> some(String word) {
        return word.isEmpty() ? Optional.empty() : Optional.of(word);
    }

    private static String line(List<String> subject, List<String> words) {
        return Stream.concat(subject.stream(), words.stream())
                .map(word -> URLEncoder.encode(word, StandardCharsets.UTF_8))
                .collect(Collectors.joining("\t"));
    }

    private static <T> List<String> words(Reading<T> reading, Function<T, List<String>> print) {
        return switch (reading) {
            case Reading.Value<T>(T content) ->
                Stream.concat(Stream.of("value"), print.apply(content).stream()).toList();
            case Reading.Absent<T> absent -> List.of("absent");
            case Reading.Denied<T>(Errno errno) -> List.of("denied", "" + errno.number());
            case Reading.Unreadable<T>(Errno errno) -> List.of("unreadable", "" + errno.number());
            case Reading.Malformed<T>(String text) -> List.of("malformed", text);
        };
    }

    public static CaptureFacts parse(String text) {
        CaptureFacts facts = new CaptureFacts();
        if (!text.startsWith(HEAD)) {
            return facts;
        }
        List<Holder> holders = new ArrayList<>();
        List<OnlineRule> rules = new ArrayList<>();
        for (String line : text.lines().skip(1).toList()) {
            try {
                facts.take(decoded(line), holders, rules);
            } catch (IllegalArgumentException | IndexOutOfBoundsException | NoSuchElementException e) {
                // A line that another version wrote: what it told is not known.
            }
        }
        facts.holders = facts.holders.map(all -> all.map(none -> List.copyOf(holders)));
        facts.rules = facts.rules.map(all -> all.map(none -> List.copyOf(rules)));
        return facts;
    }

    private static List<String> decoded(String line) {
        return Arrays.stream(line.split("\t", -1))
                .map(word -> URLDecoder.decode(word, StandardCharsets.UTF_8))
                .toList();
    }

    private void take(List<String> words, List<Holder> allHolders, List<OnlineRule> allRules) {
        switch (words.getFirst()) {
            case "driver" ->
                drivers.put(
                        new Driver(words.get(1)),
                        reading(words.subList(2, words.size()), rest -> DriverState.valueOf(rest.getFirst())));
            case "superblock" ->
                superblocks.put(
                        DeviceName.of(words.get(1)),
                        reading(
                                words.subList(2, words.size()),
                                rest -> new Superblock(rest.get(0), some(rest.get(1)), some(rest.get(2)))));
            case "holders" -> holders = Optional.of(reading(words.subList(1, words.size()), rest -> List.of()));
            case "rules" -> rules = Optional.of(reading(words.subList(1, words.size()), rest -> List.of()));
            case "holder" -> allHolders.add(holder(words));
            case "rule" -> allRules.add(new OnlineRule(words.get(1), Integer.parseInt(words.get(2)), words.get(3)));
            default -> throw new IllegalArgumentException("no fact: " + words.getFirst());
        }
    }

    private static Holder holder(List<String> words) {
        return new Holder(
                DeviceName.of(words.get(1)),
                Holder.Kind.valueOf(words.get(2)),
                Integer.parseInt(words.get(3)),
                words.get(4),
                Integer.parseInt(words.get(5)),
                some(words.get(6)),
                some(words.get(7)),
                some(words.get(8)),
                // A capture of an earlier version doesn't have it.
                words.size() > 9 ? some(words.get(9)) : Optional.empty());
    }

    private static <T> Reading<T> reading(List<String> words, Function<List<String>, T> take) {
        return switch (words.getFirst()) {
            case "value" -> Reading.of(take.apply(words.subList(1, words.size())));
            case "absent" -> Reading.absent();
            case "denied" -> new Reading.Denied<>(new Errno(Integer.parseInt(words.get(1))));
            case "unreadable" -> new Reading.Unreadable<>(new Errno(Integer.parseInt(words.get(1))));
            case "malformed" -> new Reading.Malformed<>(words.get(1));
            default -> throw new IllegalArgumentException("no reading: " + words.getFirst());
        };
    }
}
