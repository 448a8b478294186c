// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Changes;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "split",
        mixinStandardHelpOptions = true,
        description = "Splits a device into two or more, each with a part of the size and the same alignment. Data"
                + " beyond the part that the device keeps is lost.",
        footer = {
            "",
            "Examples:",
            "  daxboard split dax0.0",
            "  daxboard split dax0.0 --parts 4",
            "  daxboard split dax0.0 --keep 96G --mode fsdev"
        })
final class SplitCommand extends DeviceCommand {
    private static final long SMALLEST = 2L << 20;

    @Option(
            names = "--parts",
            paramLabel = "N",
            description = "How many devices, as equal as the alignment allows; 2 by default. The device keeps the"
                    + " remainder.")
    Optional<Integer> parts = Optional.empty();

    @Option(
            names = "--keep",
            paramLabel = "SIZE",
            description = "The size that the device keeps; the rest becomes one new device.")
    Optional<ArgumentValues.Bytes> keep = Optional.empty();

    @Option(
            names = {"-m", "--mode"},
            paramLabel = "MODE",
            description = "The new devices' mode; unbound by default.")
    Optional<Mode> mode = Optional.empty();

    SplitCommand(CommandContext surroundings) {
        super(surroundings);
    }

    @Override
    List<Change> changes(Snapshot snapshot, List<Change> before) {
        if (parts.filter(count -> count < 2 || count > 64).isPresent()) {
            throw usage(Message.of("cli.split.parts", parts.get()));
        }
        if (parts.isPresent() && keep.isPresent()) {
            throw usage(Message.of("cli.split.partsAndKeep"));
        }
        Snapshot then = Planner.promised(snapshot, NewDevice.allowed(before));
        Optional<Long> size =
                then.device(device).flatMap(present -> present.size().value());
        List<Change> changes = keep.map(bytes -> Changes.cut(then, device, bytes.count()))
                .orElseGet(() -> Changes.split(then, device, parts.orElse(2)));
        if (changes.isEmpty() && size.filter(bytes -> bytes > 0).isPresent()) {
            throw usage(Message.of("cli.split.size", device, size.get()));
        }
        // Without a size the planner says what is wrong with the device.
        return changes.isEmpty() ? List.of(new Change.Resize(device, SMALLEST)) : withModes(snapshot, before, changes);
    }

    private List<Change> withModes(Snapshot snapshot, List<Change> before, List<Change> changes) {
        List<Change> made = new ArrayList<>();
        for (Change change : changes) {
            List<Change> earlier = new ArrayList<>(before);
            earlier.addAll(made);
            made.addAll(
                    change instanceof Change.Create
                            ? NewDevice.withMode(snapshot, earlier, List.of(change), mode)
                            : List.of(change));
        }
        return made;
    }
}
