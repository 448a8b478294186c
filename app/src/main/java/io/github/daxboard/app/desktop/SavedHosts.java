// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.desktop;

import io.github.daxboard.client.HostAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The hosts over ssh that were added in the window: a file with an address a line, as {@code --host} takes them. A line that
 * is none is passed over, and so is a file that can't be read: the window then begins without added hosts.
 */
final class SavedHosts {
    private final Path file;

    SavedHosts(Path file) {
        this.file = file;
    }

    /** {@code daxboard/hosts} below {@code $XDG_CONFIG_HOME}, or below {@code ~/.config}. */
    static SavedHosts ofUser() {
        Path config = Optional.ofNullable(System.getenv("XDG_CONFIG_HOME"))
                .filter(text -> text.startsWith("/"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".config"));
        return new SavedHosts(config.resolve("daxboard").resolve("hosts"));
    }

    List<HostAddress> load() {
        try {
            return Files.readAllLines(file).stream()
                    .map(HostAddress::parse)
                    .flatMap(Optional::stream)
                    .filter(address -> address instanceof HostAddress.Ssh)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /**
     * Keeps the ssh hosts among some addresses. The file is replaced as a whole, or stays as it is.
     *
     * @throws IOException when it could not be written
     */
    void save(List<HostAddress> addresses) throws IOException {
        String text = addresses.stream()
                .filter(address -> address instanceof HostAddress.Ssh)
                .map(address -> address.text() + "\n")
                .collect(Collectors.joining());
        Files.createDirectories(file.getParent());
        Path next = file.resolveSibling("hosts.new");
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
