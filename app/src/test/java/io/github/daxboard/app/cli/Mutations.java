// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Makes command lines and files out of good ones, the same for the same seed. */
public final class Mutations {
    /** What a careless or a hostile hand puts where a word is meant. */
    private static final List<String> WORDS = words();

    /** A good value for each option that takes one. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("--host", "sysfs:machine.tar"),
            Map.entry("--color", "always"),
            Map.entry("--confirm", "dax0.3"),
            Map.entry("--save", "new.json"),
            Map.entry("--after", "plan.json"),
            Map.entry("--report", "new.txt"),
            Map.entry("--zone", "kernel"),
            Map.entry("--region", "0"),
            Map.entry("--size", "4G"),
            Map.entry("--range", "0xbc00000000-0xbc3fffffff"),
            Map.entry("--align", "2M"),
            Map.entry("--mode", "fsdev"),
            Map.entry("--input", "device.json"),
            Map.entry("--parts", "3"),
            Map.entry("--keep", "2G"),
            Map.entry("--as", "sh"),
            Map.entry("--output", "new.txt"),
            Map.entry("--limit", "2"),
            Map.entry("--for", "0"),
            Map.entry("--changes", "1"));

    private static final String CHARACTERS = "0123456789-+.,:=@%$abcxGKMT\0\u001b\r\n\t \u202e\u00e4\ud83d\"'\\*?~#";

    private final Random random;

    public Mutations(long seed) {
        this.random = new Random(seed);
    }

    private static List<String> words() {
        List<String> words = new ArrayList<>(List.of(
                "",
                " ",
                "-",
                "--",
                "---",
                "=",
                "--=",
                "\0",
                "dax0.0\0",
                "0",
                "-1",
                "+1",
                "00",
                "1",
                "3",
                "64",
                "65",
                "1e9",
                "NaN",
                "Infinity",
                "0.5",
                "2147483647",
                "2147483648",
                "-2147483648",
                "4294967296",
                "99999",
                "9223372036854775807",
                "9223372036854775808",
                "-9223372036854775808",
                "18446744073709551616",
                "0x",
                "0x7fffffffffffffff",
                "0xffffffffffffffff",
                "0x10000000000000000",
                "16E",
                "8E",
                "7.9999EiB",
                "9999999P",
                "1.5GiB",
                "64GB",
                "-4G",
                "4K",
                "4096",
                "4097",
                "0G",
                "0.0000001K",
                "1G",
                "2M",
                "64G",
                "5T"));
        words.addAll(List.of(
                "region0",
                "region3",
                "region65535",
                "region99999",
                "region-1",
                "node0",
                "node99999",
                "region 0",
                "node",
                "dax0.0",
                "dax0.1",
                "dax0.2",
                "dax0.3",
                "dax1.0",
                "dax1.1",
                "dax1.2",
                "dax2.0",
                "dax9.9",
                "dax0.",
                "dax99999.99999",
                "dax2147483647.0",
                "dax4294967296.1",
                "DAX0.0",
                "dax0.0.0",
                "dax-1.0",
                "0x0-0x0",
                "0xbc00000000-0xbc3fffffff",
                "0x7fffffffffffff-0x7fffffffffffff",
                "0xfffffffffffffff-0xfffffffffffffff",
                "0x0-0xfffffffffffffff",
                "0x0-",
                "-0x0",
                "devdax",
                "fsdev",
                "famfs",
                "system-ram",
                "unbound",
                "unknown",
                "movable",
                "kernel",
                "always",
                "sh",
                "daxctl",
                "finish",
                "undo",
                "forget"));
        // Relative names lie in the folder that the runs have for themselves.
        words.addAll(List.of(
                "/dev/null",
                "/dev/full",
                "/dev/zero",
                "/dev",
                "folder",
                "absent/x",
                "plan.json",
                "device.json",
                "new.txt",
                "new.html",
                "new.json",
                "new.tar.gz",
                ".",
                "..",
                "@plan.json",
                "@absent",
                "@@x",
                "local",
                "lab",
                "demo",
                "sysfs:machine.tar.gz",
                "sysfs:machine.tar",
                "sysfs:plan.json",
                "sysfs:tree",
                "sysfs:.",
                "sysfs:",
                "sysfs:/dev/zero",
                "sysfs:/dev/null",
                "ssh://root@host",
                "ssh://root@host:0",
                "ssh://root@host:99999",
                "ssh://root@host:99999999999",
                "ssh://-x@-y",
                "http://host",
                "${sys:user.home}",
                "${env:HOME}",
                "%s%n%d",
                "!",
                "*",
                "~",
                "'",
                "\"",
                "\\",
                "\ud800",
                "\u0660",
                "\uff11",
                Poison.TEXT,
                "x".repeat(100_000),
                "9".repeat(5_000),
                "dax0." + "0".repeat(5_000),
                "--" + "x".repeat(10_000),
                "a b c ".repeat(3_000)));
        return List.copyOf(words);
    }

    public boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    public <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /**
     * A command line made of a good one.
     *
     * @param more options that the command has
     */
    List<String> line(List<String> good, List<String> more) {
        List<String> words = new ArrayList<>(good);
        for (int left = oneIn(4) ? 3 : 1; left > 0; left--) {
            change(words, more);
        }
        return words;
    }

    private void change(List<String> words, List<String> more) {
        // The command itself seldom: what follows would not be looked at.
        int at = words.size() < 2 || oneIn(20) ? 0 : 1 + random.nextInt(words.size() - 1);
        switch (words.isEmpty() ? 0 : random.nextInt(12)) {
            case 0 -> words.add(at, any(WORDS));
            case 1, 2, 3, 4, 5 -> words.addAll(option(any(more)));
            case 6, 7, 8 -> words.set(at, any(WORDS));
            case 9 -> words.set(at, spoiled(words.get(at)));
            case 10 -> words.remove(at);
            default -> {
                Collections.shuffle(words.subList(1, words.size()), random);
                words.addAll(Collections.nCopies(oneIn(4) ? random.nextInt(200) : 1, words.getLast()));
            }
        }
    }

    /** An option that has its value, mostly a good one. */
    private List<String> option(String name) {
        String value = VALUES.get(name);
        if (value == null) {
            return List.of(oneIn(20) ? name + "=" + any(WORDS) : name);
        }
        String given = oneIn(2) ? value : any(WORDS);
        return oneIn(3) ? List.of(name + "=" + given) : List.of(name, given);
    }

    /** A word with a character more, less or another. One that names a place outside stays: another word could name another. */
    private String spoiled(String word) {
        if (word.contains("/") || word.isEmpty()) {
            return word;
        }
        int at = random.nextInt(word.length());
        String one = String.valueOf(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        return switch (random.nextInt(5)) {
            case 0 -> word.substring(0, at) + one + word.substring(at);
            case 1 -> word.substring(0, at) + word.substring(at + 1);
            case 2 -> word.substring(0, at) + one + word.substring(at + 1);
            case 3 -> word.toUpperCase(Locale.ROOT);
            default -> word + word;
        };
    }

    /** A file made of a good one: bits, numbers, cuts, doubled and missing parts. */
    public byte[] file(byte[] good) {
        byte[] bytes = good;
        for (int left = oneIn(3) ? 3 : 1; left > 0; left--) {
            bytes = changed(bytes);
        }
        return bytes;
    }

    private byte[] changed(byte[] bytes) {
        if (bytes.length == 0) {
            return any(WORDS).getBytes(StandardCharsets.UTF_8);
        }
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(oneIn(3) ? 2_000 : 12));
        byte[] word = any(WORDS).getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(7)) {
            case 0 -> {
                byte[] flipped = bytes.clone();
                flipped[from] ^= (byte) (1 << random.nextInt(8));
                yield flipped;
            }
            case 1 -> joined(bytes, 0, from);
            case 2 -> joined(bytes, 0, from, bytes, to, bytes.length);
            case 3 -> joined(bytes, 0, to, bytes, from, bytes.length);
            case 4 -> joined(bytes, 0, from, word, 0, word.length, bytes, from, bytes.length);
            default -> numbered(bytes, from, word);
        };
    }

    /** Puts a word in place of the next number. */
    private static byte[] numbered(byte[] bytes, int from, byte[] word) {
        int start = from;
        while (start < bytes.length && !Character.isDigit(bytes[start])) {
            start++;
        }
        int end = start;
        while (end < bytes.length && Character.isDigit(bytes[end])) {
            end++;
        }
        return joined(bytes, 0, start, word, 0, word.length, bytes, end, bytes.length);
    }

    /** Parts one behind another, each an array with its first byte and the one behind its last. */
    private static byte[] joined(Object... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < parts.length; i += 3) {
            int from = (Integer) parts[i + 1];
            all.write((byte[]) parts[i], from, (Integer) parts[i + 2] - from);
        }
        return all.toByteArray();
    }
}
