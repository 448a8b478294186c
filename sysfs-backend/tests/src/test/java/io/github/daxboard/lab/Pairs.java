// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.lab;

import static io.github.daxboard.model.Mode.DEVDAX;
import static io.github.daxboard.model.Mode.FSDEV;
import static io.github.daxboard.model.Mode.SYSTEM_RAM;
import static io.github.daxboard.model.Mode.UNBOUND;

import io.github.daxboard.lab.Guest.Look;
import io.github.daxboard.linux.RealKernel;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Plan;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Switches an hmem and a pmem device from each mode to each other one, and prints for each pair what the plan came to and
 * what other programs than Daxboard then say. Ends with 0 when all of it is as it should be.
 */
final class Pairs {
    /** A round that goes from each mode to each other one once, and ends where it began. */
    private static final List<Mode> ROUND = List.of(
            DEVDAX,
            FSDEV,
            DEVDAX,
            SYSTEM_RAM,
            DEVDAX,
            UNBOUND,
            FSDEV,
            SYSTEM_RAM,
            FSDEV,
            UNBOUND,
            SYSTEM_RAM,
            UNBOUND,
            DEVDAX);

    private static final String ROW = "%-7s %-10s %-10s | %5s | %-8s | %-10s %-17s %-7s %s%n";

    private final Host host = new Host(RealKernel.open());
    private final Guest guest = new Guest();

    private Pairs() {}

    public static void main(String[] arguments) {
        new Pairs().run();
    }

    private void run() {
        guest.newWarnings();
        System.out.printf(
                Locale.ROOT,
                ROW,
                "device",
                "from",
                "to",
                "steps",
                "outcome",
                "readlink",
                "daxctl list",
                "mmap",
                "/proc/iomem");
        for (DeviceName name : List.of(DeviceName.of("dax0.0"), DeviceName.of("dax1.0"))) {
            for (int i = 1; i < ROUND.size(); i++) {
                switched(name, ROUND.get(i - 1), ROUND.get(i));
            }
        }
        Check.same(guest.newWarnings(), List.of(), "what the kernel warned of");
    }

    private void switched(DeviceName name, Mode from, Mode to) {
        Snapshot before = host.now();
        Device device = before.device(name).orElseThrow();
        Check.same(device.mode(), Optional.of(from), "the mode at first");
        Plan plan = host.done(new Change.SwitchMode(name, to));
        List<Range> ranges = device.ranges().value().orElseThrow();
        Look look = guest.look(name, ranges.getFirst().start(), ranges.getLast().end());
        System.out.printf(
                Locale.ROOT,
                ROW,
                name,
                from.word(),
                to.word(),
                plan.stepCount(),
                "verified",
                look.link(),
                look.daxctl(),
                look.mmap(),
                look.iomem());
        Check.same(look, expected(name, to), "what others see of " + name);
        othersStayed(name, before, host.now());
    }

    /** What each mode looks like to others; daxctl 76 calls what fsdev_dax holds devdax too. */
    private static Look expected(DeviceName name, Mode mode) {
        String blocks = name.region() == 0 ? "4/4" : "3/3";
        return switch (mode) {
            case DEVDAX -> new Look("device_dax", "devdax", "mapped", name.toString());
            case FSDEV -> new Look("fsdev_dax", "devdax", "ENODEV", name.toString());
            case SYSTEM_RAM -> new Look("kmem", "system-ram " + blocks, "ENXIO", name + " > System RAM (kmem)");
            case UNBOUND -> new Look("none", "devdax disabled", "ENXIO", "none");
        };
    }

    private static void othersStayed(DeviceName name, Snapshot before, Snapshot after) {
        before.devices()
                .filter(device -> !device.name().equals(name))
                .forEach(device -> Check.same(
                        after.device(device.name()).orElseThrow().driver(),
                        device.driver(),
                        "the driver of " + device.name()));
        Check.same(after.autoprobe(), before.autoprobe(), "autoprobe");
        Check.same(after.memory().autoOnline(), before.memory().autoOnline(), "the policy for new memory");
    }
}
