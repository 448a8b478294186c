// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.capture.Capture;
import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostException;
import io.github.daxboard.protocol.RecordedTree;
import io.github.daxboard.report.Shapes;
import io.github.daxboard.save.OutputFile.Readers;
import io.github.daxboard.text.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "capture",
        mixinStandardHelpOptions = true,
        description = "Writes what Daxboard reads of a machine into an archive, to look at it elsewhere with --host"
                + " sysfs:FILE or to attach it to a report. Without root, what only root can read is missing.",
        footer = {
            "",
            "Examples:",
            "  sudo daxboard capture machine.tar.gz",
            "  daxboard capture machine.tar.gz --blank --host ssh://root@machine",
            "  daxboard list --host sysfs:machine.tar.gz"
        })
final class CaptureCommand extends HostCommand {
    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "The archive, such as machine.tar.gz; - for the standard output. Without --blank, only you"
                    + " can read the file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    Path file;

    @Option(
            names = "--blank",
            description = "Leave out the names of the machine, programs, mounts, guests and labels. Addresses stay.")
    boolean blank;

    CaptureCommand(CommandContext surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(HostConnection host) throws HostException, OutputFailed {
        Files.check(file, this);
        RecordedTree tree = host.record();
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try {
            Capture.write(tree, archive, blank);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes what is written to it", e);
        }
        Files.write(file, archive.toByteArray(), blank ? Readers.AS_USUAL : Readers.OWNER, this);
        if (options.json) {
            print(Shapes.document("capture")
                    .with("host", host.name().text())
                    .with("file", file.toString())
                    .with("bytes", archive.size())
                    .with("read", tree.records().size())
                    .made());
        } else if (!options.quiet && !Files.isStream(file)) {
            out().println(say(Message.count("cli.capture.done", tree.records().size(), host.name(), file)));
        }
        return ExitCode.DONE;
    }
}
