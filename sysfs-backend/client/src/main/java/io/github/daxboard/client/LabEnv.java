// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the lab's machine is reached, as {@code lab/up} leaves it in its state folder's {@code env}.
 *
 * @param port of ssh on 127.0.0.1
 * @param key the file of the private key
 * @param knownHosts the file with the machine's own key
 * @param control the socket of the connection that is kept open
 */
record LabEnv(int port, Path key, Path knownHosts, Path control) {

    /**
     * Reads a file of KEY=VALUE lines. It is never run.
     *
     * @throws IOException when it can't be read, or lacks something
     */
    static LabEnv read(Path file) throws IOException {
        Map<String, String> values = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        try {
            return new LabEnv(
                    Integer.parseInt(value(values, "LAB_PORT", file)),
                    Path.of(value(values, "LAB_KEY", file)),
                    Path.of(value(values, "LAB_KNOWN_HOSTS", file)),
                    Path.of(value(values, "LAB_CONTROL", file)));
        } catch (NumberFormatException e) {
            throw new IOException("LAB_PORT in " + file + " is not a number", e);
        }
    }

    private static String value(Map<String, String> values, String name, Path file) throws IOException {
        return Optional.ofNullable(values.get(name)).orElseThrow(() -> new IOException(file + " has no " + name));
    }
}
