// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Reading;
import io.github.daxboard.plan.Proof;
import io.github.daxboard.sysfs.DaxBus;
import java.util.List;
import java.util.SortedMap;

/** Reads back what a step promised. */
final class ProofCheck {
    private final KernelView kernel;
    private final DaxBus bus;

    ProofCheck(KernelView kernel) {
        this.kernel = kernel;
        this.bus = new DaxBus(kernel);
    }

    /** What reading back gave. */
    sealed interface Checked {
        record Holds(String evidence) implements Checked {}

        /** The host is otherwise; what was read instead, a line each. */
        record Broken(List<String> read) implements Checked {
            Broken(String line) {
                this(List.of(line));
            }
        }
    }

    Checked check(Proof proof, SortedMap<DeviceName, Reading<Driver>> before) {
        return switch (proof) {
            case Proof.NoHolder(DeviceName device) -> noHolder(device);
            case Proof.AutoprobeIs(boolean on) -> {
                Reading<Boolean> now = bus.autoprobe();
                String read = KernelPath.AUTOPROBE.name() + ": "
                        + now.map(flag -> flag ? "1" : "0").value().orElseGet(now::whyNot);
                yield checked(now.value().filter(flag -> flag == on).isPresent(), read);
            }
            case Proof.DriverLoaded(Driver driver) -> {
                boolean there = kernel.list(KernelPath.DAX_DRIVERS)
                        .value()
                        .filter(names -> names.contains(driver.name()))
                        .isPresent();
                yield checked(there, "drivers/" + driver + (there ? " is there" : " is not there"));
            }
            case Proof.DriverIs(DeviceName device, Driver driver) -> {
                Reading<Driver> now = bus.driver(device);
                yield checked(now.value().filter(driver::equals).isPresent(), linkWords(device, now));
            }
            case Proof.IsUnbound(DeviceName device) -> {
                Reading<Driver> now = bus.driver(device);
                yield checked(now.isAbsent(), linkWords(device, now));
            }
            case Proof.LinksUnchanged() -> linksUnchanged(before);
            default -> throw new UnsupportedOperationException("not read back yet: " + proof.describe());
        };
    }

    private static Checked checked(boolean holds, String read) {
        return holds ? new Checked.Holds(read) : new Checked.Broken(read);
    }

    private Checked noHolder(DeviceName device) {
        Reading<List<Holder>> all = kernel.holders();
        if (all.value().isEmpty()) {
            return new Checked.Broken("who holds it can't be seen: " + all.whyNot());
        }
        List<Holder> held = all.value().get().stream()
                .filter(holder -> holder.device().equals(device))
                .toList();
        return held.isEmpty()
                ? new Checked.Holds("no process and no mount uses " + device)
                : new Checked.Broken(held.stream().map(Holder::describe).toList());
    }

    private Checked linksUnchanged(SortedMap<DeviceName, Reading<Driver>> before) {
        SortedMap<DeviceName, Reading<Driver>> now = bus.links();
        return now.entrySet().stream()
                .filter(entry -> before.containsKey(entry.getKey()))
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .findFirst()
                .<Checked>map(entry -> new Checked.Broken(linkWords(entry.getKey(), entry.getValue())))
                .orElseGet(() -> new Checked.Holds("all " + now.size() + " driver links as before"));
    }

    static String linkWords(DeviceName device, Reading<Driver> link) {
        return device + "/driver: "
                + link.value().map(Driver::name).orElseGet(() -> link.isAbsent() ? "none" : link.whyNot());
    }
}
