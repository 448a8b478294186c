// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import io.github.daxboard.model.Errno;
import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Looks for udev's rules that bring memory online: udev(7) tells where they are and which file hides which. */
final class UdevRules {
    /** From the weakest to the strongest: of two files of one name the later one counts. */
    private static final List<String> FOLDERS =
            List.of("lib/udev/rules.d", "usr/lib/udev/rules.d", "run/udev/rules.d", "etc/udev/rules.d");

    private static final Pattern MEMORY = Pattern.compile("SUBSYSTEMS?\\s*==\\s*\"memory\"");
    private static final Pattern ONLINE =
            Pattern.compile("ATTR\\{(\\[[^\\]]*\\])?(state|online)\\}\\s*=\\s*\"(online\\w*|1)\"");

    private final Path root;

    UdevRules(Path root) {
        this.root = root;
    }

    Reading<List<OnlineRule>> find() {
        SortedMap<String, Path> files = new TreeMap<>();
        try {
            for (String folder : FOLDERS) {
                addFiles(root.resolve(folder), files);
            }
            List<OnlineRule> rules = new ArrayList<>();
            for (Path file : files.values()) {
                addRules(file, rules);
            }
            return Reading.of(List.copyOf(rules));
        } catch (AccessDeniedException e) {
            return new Reading.Denied<>(Errno.EACCES);
        } catch (IOException e) {
            return new Reading.Unreadable<>(Errno.EIO);
        }
    }

    private static void addFiles(Path folder, SortedMap<String, Path> files) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.rules")) {
            entries.forEach(file -> files.put(String.valueOf(file.getFileName()), file));
        } catch (NoSuchFileException | NotDirectoryException none) {
            // Not every system has all of them.
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** A file that is a link to /dev/null hides another one, and has no line. */
    private static void addRules(Path file, List<OnlineRule> rules) throws IOException {
        StringBuilder rule = new StringBuilder();
        int number = 0;
        int begin = 1;
        for (String line :
                Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList()) {
            number++;
            if (rule.isEmpty()) {
                begin = number;
            }
            if (line.stripLeading().startsWith("#")) {
                continue;
            }
            if (line.endsWith("\\")) {
                rule.append(line, 0, line.length() - 1);
                continue;
            }
            rule.append(line);
            String text = rule.toString().strip();
            if (MEMORY.matcher(text).find() && ONLINE.matcher(text).find()) {
                rules.add(new OnlineRule(file.toString(), begin, text));
            }
            rule.setLength(0);
        }
    }
}
