// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Prints a hostile text, or runs the command line, in a process of its own; at its end it writes to a file how much memory it took. */
public final class HostileOutputChild {
    private HostileOutputChild() {}

    /** Runs with the file for the peak and either {@code text}, its file and its number of repeats, or {@code run} and a command line. */
    public static void main(String[] args) throws Exception {
        Path peak = Path.of(args[0]);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> write(peak)));
        if (args[1].equals("run")) {
            Daxboard.main(Arrays.copyOfRange(args, 2, args.length));
        } else {
            String text = ByteBuffer.wrap(Files.readAllBytes(Path.of(args[2])))
                    .asCharBuffer()
                    .toString()
                    .repeat(Integer.parseInt(args[3]));
            PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
            Terminal terminal = new Terminal(out);
            terminal.println("before");
            terminal.println(text);
            terminal.print(
                    new Paint(Paint.When.always, true, Map.of(), io.github.daxboard.text.Texts.ENGLISH).bad(text));
            terminal.println();
            terminal.println("after");
            terminal.flush();
        }
    }

    /** The peak of this process's memory in KiB, from /proc/self/status. */
    private static void write(Path peak) {
        try {
            Files.writeString(
                    peak,
                    Files.readAllLines(Path.of("/proc/self/status")).stream()
                            .filter(line -> line.startsWith("VmHWM:"))
                            .findFirst()
                            .map(line -> line.replaceAll("\\D", ""))
                            .orElse("0"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
