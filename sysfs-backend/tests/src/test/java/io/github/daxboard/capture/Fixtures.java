// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The captured trees of {@code src/test/resources/fixtures}. */
public final class Fixtures {
    public static final List<String> ALL = List.of("a-hmem-devdax", "b-hmem-3dev", "c-pmem-devdax");

    private Fixtures() {}

    public static Path file(String fixture, String name) {
        try {
            return Path.of(Objects.requireNonNull(
                            Fixtures.class.getResource("/fixtures/" + fixture + "/" + name),
                            "no " + fixture + "/" + name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static CapturedTree tree(String fixture) {
        try {
            return CapturedTree.open(file(fixture, "tree.tar.gz"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacks a fixture below a folder, links as links, and tells where its own folder is. */
    public static Path unpack(String fixture, Path into) throws IOException {
        try (InputStream in = Files.newInputStream(file(fixture, "tree.tar.gz"));
                TarReader tar = TarReader.of(in)) {
            for (Optional<TarReader.Entry> next = tar.next(); next.isPresent(); next = tar.next()) {
                Path path = into.resolve(next.get().name());
                switch (next.get()) {
                    case TarReader.Entry.Folder folder -> Files.createDirectories(path);
                    case TarReader.Entry.File entry -> Files.writeString(path, entry.content());
                    case TarReader.Entry.Link link -> Files.createSymbolicLink(path, Path.of(link.target()));
                }
            }
        }
        return into.resolve(fixture);
    }
}
