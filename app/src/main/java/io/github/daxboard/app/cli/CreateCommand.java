// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Change.Extent;
import io.github.daxboard.report.BadDocument;
import io.github.daxboard.report.DaxctlInput;
import io.github.daxboard.text.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = "Creates a device from a dynamic region's free space. Without --mode it starts unbound.",
        footer = {
            "",
            "Examples:",
            "  daxboard create --region 0 --size 64G",
            "  daxboard create --region 0 --range 0x9000000000-0x9fffffffff --mode fsdev",
            "  daxboard create --input device.json"
        })
final class CreateCommand extends ChangeCommand {
    @Option(
            names = {"-r", "--region"},
            paramLabel = "REGION",
            description = "The region's number. Not needed if there is only one dynamic region.")
    Optional<String> region = Optional.empty();

    @Option(
            names = {"-s", "--size"},
            paramLabel = "SIZE",
            description = "Such as 64G; all free space if neither size nor range is given.")
    Optional<ArgumentValues.Bytes> size = Optional.empty();

    @Option(
            names = "--range",
            paramLabel = "START-END",
            description = "Exactly this memory: its first and last address.")
    Optional<ArgumentValues.AddressRange> range = Optional.empty();

    @Option(
            names = {"-a", "--align"},
            paramLabel = "ALIGN",
            description = "4K, 2M or 1G; the region's own alignment if none is given.")
    Optional<ArgumentValues.Bytes> align = Optional.empty();

    @Option(
            names = {"-m", "--mode"},
            paramLabel = "MODE",
            description = "devdax, fsdev (or famfs) or system-ram.")
    Optional<Mode> mode = Optional.empty();

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "A device as daxctl list -M prints it, to create again; command-line options override it.")
    Optional<Path> input = Optional.empty();

    CreateCommand(CommandContext surroundings) {
        super(surroundings);
    }

    @Override
    List<Change> changes(Snapshot snapshot, List<Change> before) {
        Optional<DaxctlInput> like = input.map(this::read);
        int id = region.map(this::number)
                .or(() -> like.flatMap(DaxctlInput::region))
                .orElseGet(() -> onlyRegion(snapshot));
        Optional<Long> alignment = align.map(ArgumentValues.Bytes::count).or(() -> like.flatMap(DaxctlInput::align));
        Change create = new Change.Create(id, extent(snapshot, id, like), alignment);
        return NewDevice.withMode(snapshot, before, List.of(create), mode);
    }

    private DaxctlInput read(Path file) {
        try {
            return DaxctlInput.parse(Files.text(file, this));
        } catch (BadDocument e) {
            throw usage(Message.of("cli.file.noDevice", file, e.reason()));
        }
    }

    private int number(String text) {
        String digits = text.startsWith("region") ? text.substring("region".length()) : text;
        if (!digits.matches("\\d{1,5}")) {
            throw usage(Message.of("cli.create.region", text));
        }
        return Integer.parseInt(digits);
    }

    private int onlyRegion(Snapshot snapshot) {
        List<Region> dynamic =
                snapshot.regions().stream().filter(found -> !found.isStatic()).toList();
        if (dynamic.size() != 1) {
            throw usage(
                    dynamic.isEmpty()
                            ? Message.of("cli.create.noRegion", snapshot.host())
                            : Message.of(
                                    "cli.create.whichRegion",
                                    snapshot.host(),
                                    dynamic.stream().map(Region::id).toList()));
        }
        return dynamic.getFirst().id();
    }

    private Extent extent(Snapshot snapshot, int id, Optional<DaxctlInput> like) {
        if (size.isPresent() && range.isPresent()) {
            throw usage(Message.of("cli.create.sizeAndRange"));
        }
        return range.map(ArgumentValues.AddressRange::extent)
                .or(() -> size.map(bytes -> new Extent.Size(bytes.count())))
                .or(() -> like.map(DaxctlInput::extent))
                .orElseGet(() -> new Extent.Size(free(snapshot, id)));
    }

    private long free(Snapshot snapshot, int id) {
        return snapshot.region(id)
                .flatMap(found -> found.available().value())
                .filter(bytes -> bytes > 0)
                .orElseThrow(() -> usage(Message.of("cli.create.noFree", id)));
    }
}
