// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.allhosts;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.ui.allhosts.AllHostsPicture.Filter;
import io.github.daxboard.ui.allhosts.AllHostsPicture.FilterCount;
import io.github.daxboard.ui.allhosts.AllHostsPicture.Note;
import io.github.daxboard.ui.allhosts.AllHostsPicture.Row;
import io.github.daxboard.ui.allhosts.AllHostsPicture.Segment;
import io.github.daxboard.ui.allhosts.AllHostsPicture.Tone;
import io.github.daxboard.ui.hosts.HostEntry;
import io.github.daxboard.ui.session.HostSession;
import io.github.daxboard.ui.session.HostState;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.words.WindowTexts;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Draws the page of all hosts. Pure but for the sessions' states, which it is given. */
final class AllHostsPictures {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final ZoneId zone;

    AllHostsPictures(ZoneId zone) {
        this.zone = zone;
    }

    AllHostsPicture draw(List<HostSession> sessions, Filter filter, String text) {
        List<Row> all = sessions.stream().map(this::row).toList();
        List<FilterCount> filters = new ArrayList<>();
        for (Filter each : Filter.values()) {
            long count = all.stream().filter(row -> passes(row, each)).count();
            filters.add(new FilterCount(each, count, WindowTexts.text("fleet.filter." + each.key(), count)));
        }
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        List<Row> shown = all.stream()
                .filter(row -> passes(row, filter))
                .filter(row -> row.spoken().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        long size = all.stream().mapToLong(Row::size).sum();
        return new AllHostsPicture(
                WindowTexts.text("fleet.line", WindowTexts.count("fleet.hosts", all.size()), Sizes.about(size)),
                totals(all),
                filters,
                shown,
                Math.max(1, all.stream().mapToLong(Row::size).max().orElse(1)));
    }

    private static boolean passes(Row row, Filter filter) {
        return switch (filter) {
            case ALL -> true;
            case NEEDS_A_LOOK -> row.note().isPresent();
            case WITH_FREE -> row.free() > 0;
            case FSDEV -> row.fsdev();
        };
    }

    private static List<Segment> totals(List<Row> rows) {
        Map<Look, Long> sums = new EnumMap<>(Look.class);
        Map<Look, Double> online = new EnumMap<>(Look.class);
        rows.forEach(row -> row.bar().forEach(segment -> {
            sums.merge(segment.look(), segment.bytes(), Long::sum);
            online.merge(segment.look(), segment.bytes() * segment.online(), Double::sum);
        }));
        return sums.entrySet().stream()
                .map(entry -> segment(
                        entry.getKey(),
                        entry.getValue(),
                        online.getOrDefault(entry.getKey(), 0.0) / Math.max(1, entry.getValue())))
                .toList();
    }

    private static Segment segment(Look look, long bytes, double online) {
        return new Segment(look, bytes, online, WindowTexts.text("look." + look.styleClass()), Sizes.about(bytes));
    }

    private Row row(HostSession session) {
        HostState state = session.state().get();
        boolean unread = session.trouble().get().isPresent();
        HostEntry entry = HostEntry.of(session.address(), state, unread);
        Optional<Snapshot> snapshot = session.snapshot();
        long size = snapshot.map(AllHostsPictures::size).orElse(0L);
        List<Segment> bar = snapshot.map(AllHostsPictures::bar).orElse(List.of());
        long free = bar.stream()
                .filter(segment -> segment.look() == Look.FREE)
                .mapToLong(Segment::bytes)
                .sum();
        return new Row(
                session.address(),
                entry.icon(),
                entry.name(),
                snapshot.flatMap(one -> one.kernelRelease().value())
                        .map(AllHostsPictures::upstream)
                        .orElse(""),
                size,
                snapshot.isPresent() ? Sizes.words(size) : "",
                bar,
                free,
                snapshot.isPresent() ? Sizes.words(free) : "",
                snapshot.map(one -> (int) one.devices()
                                .filter(device -> !device.isEmpty())
                                .count())
                        .orElse(0),
                note(session, state, unread, snapshot),
                read(session, state, unread),
                unread || snapshot.isEmpty(),
                snapshot.filter(AllHostsPictures::canUseFsdev).isPresent());
    }

    /** The upstream version: what a distribution hangs on to it is cut off, to compare at a glance. */
    private static String upstream(String release) {
        return release.split("[+-]", 2)[0];
    }

    private static boolean canUseFsdev(Snapshot snapshot) {
        return snapshot.driver(Driver.FSDEV_DAX)
                .value()
                .filter(state -> state != DriverState.MISSING)
                .isPresent();
    }

    private static long size(Snapshot snapshot) {
        return snapshot.regions().stream()
                .map(Region::size)
                .map(Reading::value)
                .flatMap(Optional::stream)
                .mapToLong(Long::longValue)
                .sum();
    }

    private static List<Segment> bar(Snapshot snapshot) {
        Map<Look, Long> sums = new EnumMap<>(Look.class);
        Predicate<Device> pinned = snapshot.pinned();
        snapshot.devices()
                .forEach(device -> sums.merge(
                        Look.of(pinned, device), device.size().value().orElse(0L), Long::sum));
        long free = snapshot.regions().stream()
                .map(region -> region.available().value())
                .flatMap(Optional::stream)
                .mapToLong(Long::longValue)
                .sum();
        sums.merge(Look.FREE, free, Long::sum);
        return sums.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> segment(entry.getKey(), entry.getValue(), online(snapshot)))
                .toList();
    }

    private static double online(Snapshot snapshot) {
        List<MemoryBlock> blocks = snapshot.devices()
                .filter(device -> device.mode().equals(Optional.of(Mode.SYSTEM_RAM)))
                .flatMap(device -> snapshot.memory().of(device).stream())
                .toList();
        return blocks.isEmpty()
                ? 1
                : (double) blocks.stream().filter(MemoryBlock::isOnline).count() / blocks.size();
    }

    /** The one thing that is said of a host: what is worst comes first. */
    private Optional<Note> note(HostSession session, HostState state, boolean unread, Optional<Snapshot> snapshot) {
        if (unread || state instanceof HostState.Failed) {
            String since = session.readAt().get().map(this::time).orElse("");
            return Optional.of(new Note(
                    "mdi2l-lan-disconnect",
                    since.isEmpty()
                            ? WindowTexts.text("fleet.note.unreached")
                            : WindowTexts.text("fleet.note.since", since),
                    Tone.WARN));
        }
        return snapshot.flatMap(one -> note(session, one));
    }

    private static Optional<Note> note(HostSession session, Snapshot snapshot) {
        long pinned = snapshot.devices().filter(snapshot.pinned()).count();
        if (pinned > 0) {
            return Optional.of(new Note("mdi2l-lock", WindowTexts.text("fleet.note.pinned", pinned), Tone.DANGER));
        }
        if (session.applying().get()) {
            return Optional.of(new Note("mdi2p-progress-clock", WindowTexts.text("fleet.note.running"), Tone.ACCENT));
        }
        if (snapshot.onlineRules().value().filter(rules -> !rules.isEmpty()).isPresent()) {
            return Optional.of(new Note("mdi2a-alert-outline", WindowTexts.text("fleet.note.rule"), Tone.WARN));
        }
        long idle = snapshot.devices()
                .filter(device -> !device.isEmpty())
                .filter(Device::isUnbound)
                .count();
        return idle == 0
                ? Optional.empty()
                : Optional.of(new Note("mdi2c-circle-outline", WindowTexts.count("fleet.note.idle", idle), Tone.QUIET));
    }

    private String read(HostSession session, HostState state, boolean unread) {
        return switch (state) {
            case HostState.Closed closed -> WindowTexts.text("fleet.read.closed");
            case HostState.Opening opening -> WindowTexts.text("hosts.line.opening");
            case HostState.Failed failed -> WindowTexts.text("fleet.read.never");
            case HostState.Open open ->
                unread ? session.readAt().get().map(this::time).orElse("") : WindowTexts.text("fleet.read.live");
        };
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }
}
