// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostException;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.NumaNode;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.HiddenDevices;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.report.Fact;
import io.github.daxboard.report.FactSheet;
import io.github.daxboard.report.Shapes;
import io.github.daxboard.text.Message;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Shows everything about one device, region or NUMA node, each fact with the file that it is read from.",
        footer = {"", "Examples:", "  daxboard show dax0.0", "  daxboard show region0", "  daxboard show node2"})
final class ShowCommand extends HostCommand {
    private static final Pattern NUMBERED = Pattern.compile("(region|node)\\s?(\\d{1,5})");

    @Parameters(
            paramLabel = "WHAT",
            description = "A device such as dax0.0, a region such as region0, or a node such as node2.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    String what;

    ShowCommand(CommandContext surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(HostConnection host) throws HostException {
        Optional<DeviceName> device = DeviceName.parse(what);
        Matcher numbered = NUMBERED.matcher(what);
        if (device.isEmpty() && !numbered.matches()) {
            throw usage(Message.of("cli.show.what", what));
        }
        Snapshot snapshot = host.snapshot();
        Optional<List<Fact>> facts = device.isPresent()
                ? snapshot.device(device.get()).map(found -> FactSheet.of(snapshot, found))
                : numbered(snapshot, numbered.group(1), Integer.parseInt(numbered.group(2)));
        if (facts.isEmpty()) {
            return refused(HiddenDevices.of(snapshot, what).orElseGet(() -> unknown(snapshot)));
        }
        show(snapshot, facts.get());
        return ExitCode.DONE;
    }

    private static Optional<List<Fact>> numbered(Snapshot snapshot, String kind, int number) {
        return kind.equals("region")
                ? snapshot.region(number).map(FactSheet::of)
                : snapshot.node(number).map(FactSheet::of);
    }

    private Problem unknown(Snapshot snapshot) {
        List<String> known = java.util.stream.Stream.of(
                        snapshot.devices().map(Device::name).map(Object::toString),
                        snapshot.regions().stream().map(Region::id).map(id -> "region" + id),
                        snapshot.nodes().stream().map(NumaNode::id).map(id -> "node" + id))
                .flatMap(names -> names)
                .toList();
        return Problem.of(
                Problem.Kind.USAGE,
                what,
                Message.of("cli.show.unknown", what, snapshot.host()),
                known.isEmpty() ? Message.of("cli.show.noDax") : Message.of("cli.show.known", known),
                known.isEmpty() ? Message.of("cli.show.doctor") : Message.of("cli.show.oneOfThese"));
    }

    private void show(Snapshot snapshot, List<Fact> facts) {
        if (options.json) {
            print(Shapes.document("facts", snapshot)
                    .with("about", what)
                    .with("facts", FactSheet.json(facts))
                    .made());
            return;
        }
        out().print(paint().strong(what));
        out().println(" " + say(Message.of("cli.show.host", snapshot.host())));
        int label = width(facts.stream().map(Fact::name).map(this::say).toList(), 32);
        int shown = width(facts.stream().map(Fact::shownMessage).map(this::say).toList(), 44);
        for (Fact fact : facts) {
            out().println(String.format(
                    Locale.ROOT,
                    "  %-" + label + "s  %-" + shown + "s  %s",
                    say(fact.name()),
                    say(fact.shownMessage()),
                    fact.source()));
        }
    }

    private static int width(List<String> texts, int most) {
        return Math.min(most, texts.stream().mapToInt(String::length).max().orElse(1));
    }
}
