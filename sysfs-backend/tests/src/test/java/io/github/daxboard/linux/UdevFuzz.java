// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import io.github.daxboard.fuzz.FuzzTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file of udev's rules. */
public final class UdevFuzz implements FuzzTarget {
    @Override
    public void test(byte[] input) throws IOException {
        Path root = Files.createTempDirectory("daxboard-fuzz");
        Path folder = root.resolve("etc/udev/rules.d");
        Path file = folder.resolve("40-x.rules");
        try {
            Files.createDirectories(folder);
            Files.write(file, input);
            long lines = FuzzTarget.text(input).lines().count() + 1;
            new UdevRules(root)
                    .find()
                    .value()
                    .orElseThrow(() -> new AssertionError("a file that can be read was not"))
                    .forEach(rule ->
                            FuzzTarget.check(rule.line() >= 1 && rule.line() <= lines, "no such line: " + rule.line()));
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
            Files.delete(root.resolve("etc/udev"));
            Files.delete(root.resolve("etc"));
            Files.delete(root);
        }
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                FuzzTarget.bytes(
                        "SUBSYSTEM==\"memory\", ACTION==\"add\", ATTR{state}==\"offline\", ATTR{state}=\"online\"\n"),
                FuzzTarget.bytes("# no\nSUBSYSTEM==\"memory\", \\\n ATTR{[x]online}=\"1\"\n"));
    }
}
