// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Kept inputs as text, so that a change of them can be read: an input a line, in ASCII. {@code \xHH} is a byte, {@code \n} a
 * newline, {@code \\} a backslash; {@code \*COUNT,HH;} is a byte that many times. Lines that begin with # are comments.
 */
public final class Corpus {
    private static final int SHORTEST_RUN = 6;

    private Corpus() {}

    /**
     * {@code targets} prints the names and the longest input of each; {@code unpack FOLDER KEPT TARGET...} writes each target's
     * seeds, and the inputs of its files in the folder KEPT, as a file each; {@code pack FOLDER FILE} writes a folder's files as one.
     */
    public static void main(String[] args) throws IOException {
        switch (args[0]) {
            case "targets" -> {
                PrintStream out = System.out;
                Targets.ALL.forEach((name, target) -> out.println(name + " " + target.longest()));
            }
            case "unpack" -> {
                Path folder = Path.of(args[1]);
                for (int i = 3; i < args.length; i++) {
                    unpack(args[i], Path.of(args[2]), folder.resolve(args[i]).resolve("given"));
                }
            }
            case "pack" -> pack(Path.of(args[1]), Path.of(args[2]));
            default -> throw new IllegalArgumentException("targets, unpack or pack");
        }
    }

    /** The inputs that a file holds; none where there is no such file. */
    static List<byte[]> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.US_ASCII)) {
            return lines.filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(Corpus::parse)
                    .toList();
        }
    }

    private static void unpack(String target, Path kept, Path folder) throws IOException {
        List<byte[]> inputs =
                new ArrayList<>(Objects.requireNonNull(Targets.ALL.get(target)).seeds());
        inputs.addAll(read(kept.resolve(target + ".corpus")));
        inputs.addAll(read(kept.resolve(target + ".findings")));
        Files.createDirectories(folder);
        for (byte[] input : inputs) {
            Files.write(folder.resolve(name(input)), input);
        }
    }

    private static void pack(Path folder, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("# SPDX-License-Identifier: Apache-2.0");
        lines.add(
                "# Inputs that tools/fuzz keeps, an input a line; Corpus.java has the form. Written by tools/fuzz --keep.");
        try (Stream<Path> files = Files.list(folder)) {
            List<byte[]> inputs = new ArrayList<>();
            for (Path path : files.toList()) {
                inputs.add(Files.readAllBytes(path));
            }
            inputs.stream()
                    .filter(input -> input.length > 0)
                    .map(Corpus::print)
                    .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                    .forEach(lines::add);
        }
        Files.write(file, lines, StandardCharsets.US_ASCII);
    }

    private static String name(byte[] input) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(input), 0, 10);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String print(byte[] input) {
        StringBuilder line = new StringBuilder();
        for (int at = 0; at < input.length; ) {
            int end = at;
            while (end < input.length && input[end] == input[at]) {
                end++;
            }
            if (end - at >= SHORTEST_RUN) {
                line.append("\\*%d,%02x;".formatted(end - at, input[at]));
            } else {
                for (int i = at; i < end; i++) {
                    line.append(one(input[i], line.isEmpty()));
                }
            }
            at = end;
        }
        return line.toString();
    }

    private static String one(byte b, boolean first) {
        if (b == '\n') {
            return "\\n";
        }
        if (b == '\\') {
            return "\\\\";
        }
        boolean isPlain = b >= ' ' && b < 0x7f && !(first && b == '#');
        return isPlain ? String.valueOf((char) b) : "\\x%02x".formatted(b);
    }

    static byte[] parse(String line) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        for (int at = 0; at < line.length(); ) {
            char c = line.charAt(at);
            if (c != '\\') {
                input.write(c);
                at++;
                continue;
            }
            switch (line.charAt(at + 1)) {
                case 'n' -> {
                    input.write('\n');
                    at += 2;
                }
                case '\\' -> {
                    input.write('\\');
                    at += 2;
                }
                case 'x' -> {
                    input.write(Integer.parseInt(line.substring(at + 2, at + 4), 16));
                    at += 4;
                }
                case '*' -> {
                    int comma = line.indexOf(',', at);
                    int b = Integer.parseInt(line.substring(comma + 1, comma + 3), 16);
                    for (int left = Integer.parseInt(line.substring(at + 2, comma)); left > 0; left--) {
                        input.write(b);
                    }
                    at = comma + 4;
                }
                default -> throw new IllegalArgumentException("not an escape, at " + at + ": " + line);
            }
        }
        return input.toByteArray();
    }
}
