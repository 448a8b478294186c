// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Change.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "split",
        mixinStandardHelpOptions = true,
        description =
                "Makes two devices or more of one, each with its part of the size. What lies beyond its own part is"
                        + " lost.",
        footer = {
            "",
            "Examples:",
            "  daxboard split dax0.0",
            "  daxboard split dax0.0 --parts 4",
            "  daxboard split dax0.0 --keep 96G --mode fsdev"
        })
final class SplitCommand extends DeviceCommand {
    private static final long SMALLEST = 2L << 20;

    @Option(names = "--parts", paramLabel = "N", defaultValue = "2", description = "How many; 2 by default.")
    int parts;

    @Option(names = "--keep", paramLabel = "SIZE", description = "What the device keeps; the rest becomes one device.")
    Optional<Words.Bytes> keep = Optional.empty();

    @Option(
            names = {"-m", "--mode"},
            paramLabel = "MODE",
            description = "The new devices' mode; unbound by default.")
    Optional<Mode> mode = Optional.empty();

    SplitCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Change> changes(Snapshot snapshot, List<Change> before) {
        if (parts < 2 || parts > 64) {
            throw usage("--parts is 2 to 64, not " + parts + ".");
        }
        Optional<Device> found = snapshot.device(device);
        Optional<Long> size = found.flatMap(present -> present.size().value());
        if (size.isEmpty()) {
            // The planner says what is wrong with it.
            return List.of(
                    new Change.Resize(device, keep.map(Words.Bytes::count).orElse(SMALLEST)));
        }
        // The kernel counts in 2 MiB at least (drivers/dax/bus.c), and in the device's own alignment.
        long unit = Math.max(
                SMALLEST, found.flatMap(present -> present.align().value()).orElse(SMALLEST));
        long first = keep.map(Words.Bytes::count).orElse(size.get() / parts / unit * unit);
        if (first <= 0 || first >= size.get()) {
            throw usage(device + " has " + size.get() + " bytes, which can't be split so.");
        }
        return split(snapshot, before, size.get(), first);
    }

    private List<Change> split(Snapshot snapshot, List<Change> before, long size, long first) {
        List<Change> head = new ArrayList<>(List.of(new Change.Resize(device, first)));
        long left = size - first;
        int others = keep.isPresent() ? 1 : parts - 1;
        for (int part = 1; part <= others; part++) {
            long bytes = part == others ? left : first;
            left -= bytes;
            Change create = new Change.Create(device.region(), new Extent.Size(bytes), Optional.empty());
            List<Change> so = new ArrayList<>(before);
            so.addAll(head);
            List<Change> made = NewDevice.withMode(snapshot, so, List.of(create), mode);
            head.addAll(made);
        }
        return head;
    }
}
