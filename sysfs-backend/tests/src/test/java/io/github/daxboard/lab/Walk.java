// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.lab;

import io.github.daxboard.apply.ConfirmedRun.Result;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.linux.RealKernel;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Changes by chance, one after another. After each the bus must be what the plan promised, and sound: no memory owned twice
 * or lost, none pinned, no other device moved, autoprobe and the policy for new memory as they were, and no warning in the
 * kernel's log. A change that is blocked must change nothing. Takes how many changes are to be carried out, and a seed.
 */
final class Walk {
    private static final long MIB = 1L << 20;
    private static final int WARNINGS_EVERY = 20;

    private final Host host = new Host(RealKernel.open());
    private final Guest guest = new Guest();
    private final Random chance;
    private final Map<String, Integer> counts = new TreeMap<>();

    private Walk(long seed) {
        this.chance = new Random(seed);
    }

    public static void main(String[] arguments) {
        int changes = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        System.out.println("walk: " + changes + " changes, seed " + seed);
        new Walk(seed).run(changes);
    }

    private void run(int changes) {
        guest.newWarnings();
        int done = 0;
        int tried = 0;
        try {
            while (done < changes) {
                Check.holds(tried++ < changes * 20, "there is something to do in " + tried + " tries");
                if (step(tried)) {
                    done++;
                    if (done % WARNINGS_EVERY == 0) {
                        Check.same(guest.newWarnings(), List.of(), "what the kernel warned of up to change " + done);
                    }
                }
            }
            Check.same(guest.newWarnings(), List.of(), "what the kernel warned of at the end");
        } finally {
            System.out.println("walk: " + done + " changes carried out, of " + tried + " tries");
            counts.forEach((what, count) -> System.out.printf("  %5d  %s%n", count, what));
        }
    }

    /** One try; whether a change was carried out. */
    private boolean step(int number) {
        Snapshot before = host.now();
        Change change = wish(before);
        Plan plan = Planner.plan(before, host.order(before, change));
        String kind = change.getClass().getSimpleName();
        if (plan.isBlocked() || plan.stepCount() == 0) {
            count(kind + (plan.isBlocked() ? ": blocked" : ": nothing to do"));
            return false;
        }
        String about = "try " + number + ", " + change.describe() + ", on " + facts(before);
        Result result = host.run(plan);
        Snapshot after = host.now();
        Outcome outcome = Host.outcome(result);
        Check.holds(
                outcome.verdict() != Outcome.Verdict.FAILED_LEFT_CHANGED,
                about + " leaves nothing changed: " + outcome);
        boolean all = outcome.verdict() == Outcome.Verdict.DONE;
        count(kind
                + (all
                        ? ": done"
                        : ": undone, " + outcome.failure().orElseThrow().what()));
        Check.same(facts(after), facts(all ? Planner.promised(before, plan.order()) : before), about);
        sound(after, about);
        return true;
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    // ---- what is asked for ----

    private <T> T oneOf(List<T> all) {
        return all.get(chance.nextInt(all.size()));
    }

    private Change toMode(DeviceName name) {
        Mode mode = oneOf(List.of(Mode.values()));
        Change.Onlining onlining = oneOf(List.of(Change.Onlining.values()));
        return mode == Mode.SYSTEM_RAM
                ? new Change.SwitchMode(name, mode, onlining)
                : new Change.SwitchMode(name, mode);
    }

    private Change wish(Snapshot now) {
        DeviceName device = oneOf(now.devices().map(Device::name).toList());
        Region region = oneOf(now.regions());
        return switch (chance.nextInt(16)) {
            case 0, 1, 2, 3, 4, 5 -> toMode(device);
            case 6, 7 -> new Change.Create(region.id(), new Change.Extent.Size(bytes()), Optional.empty());
            case 8 -> new Change.Create(region.id(), place(region), Optional.empty());
            case 9, 10 -> new Change.Resize(device, bytes());
            case 11 -> new Change.Destroy(device);
            case 12 -> new Change.SetAlign(device, oneOf(List.of(4096L, 2 * MIB, 1024 * MIB)));
            case 13 -> new Change.Online(device, oneOf(List.of(Zone.values())));
            default -> new Change.Offline(device);
        };
    }

    private long bytes() {
        return oneOf(List.of(2L, 64L, 128L, 192L, 256L, 384L)) * MIB;
    }

    private Change.Extent place(Region region) {
        List<Range> taken = ranges(region);
        long start = taken.isEmpty() ? 0x100000000L : taken.getLast().end() + 1;
        return new Change.Extent.At(start, start + bytes() - 1);
    }

    // ---- what must hold ----

    private static List<Range> ranges(Region region) {
        List<Range> ranges = new ArrayList<>();
        region.devices().forEach(device -> ranges.addAll(device.ranges().value().orElse(List.of())));
        ranges.sort(Comparator.comparingLong(Range::start));
        return ranges;
    }

    private static String facts(Snapshot snapshot) {
        StringBuilder text = new StringBuilder();
        for (Region region : snapshot.regions()) {
            text.append("region ")
                    .append(region.id())
                    .append(" free ")
                    .append(region.available().value());
            for (Device device : region.devices()) {
                text.append("; ").append(device.name()).append(' ').append(device.modeWord());
                text.append(' ')
                        .append(device.size().value().map(size -> size / MIB))
                        .append(" MiB align ");
                text.append(device.align().value());
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static void sound(Snapshot now, String about) {
        for (Region region : now.regions()) {
            long owned = region.devices().stream()
                    .mapToLong(device -> device.size().value().orElseThrow())
                    .sum();
            long free = region.available().value().orElse(0L);
            if (!region.isStatic()) {
                Check.same(
                        owned + free,
                        region.size().value().orElseThrow(),
                        about + ": the memory of region " + region.id());
            }
            List<Range> ranges = ranges(region);
            Check.same(ranges.stream().mapToLong(Range::size).sum(), owned, about + ": the ranges' sum");
            for (int i = 1; i < ranges.size(); i++) {
                Check.holds(ranges.get(i).start() > ranges.get(i - 1).end(), about + ": no memory has two owners");
            }
        }
        now.devices().forEach(device -> {
            boolean kmem = device.driver().value().filter(Driver.KMEM::equals).isPresent();
            Check.holds(!now.isPinned(device), about + ": " + device.name() + " is not pinned");
            Check.same(
                    now.memory().of(device).isEmpty(), !kmem, about + ": whether " + device.name() + " has no blocks");
        });
        Check.same(now.autoprobe(), Reading.of(true), about + ": autoprobe");
        Check.same(now.memory().autoOnline(), Reading.of("offline"), about + ": the policy for new memory");
    }
}
