// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.export;

import io.github.daxboard.model.Snapshot;
import io.github.daxboard.report.SnapshotPage;
import io.github.daxboard.ui.board.BoardPicture;
import io.github.daxboard.ui.map.MapPicture;
import io.github.daxboard.ui.session.HostSession;
import io.github.daxboard.ui.theme.Roles;
import io.github.daxboard.ui.words.WindowTexts;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What can be taken out of the window as text: documents of the newest picture of a host. */
public final class ExportViewModel {
    /** A document. */
    public enum Document {
        BOARD_SVG("board", "svg"),
        MAP_SVG("map", "svg"),
        SNAPSHOT_JSON("snapshot", "json");

        private final String stem;
        private final String ending;

        Document(String stem, String ending) {
            this.stem = stem;
            this.ending = ending;
        }

        public String ending() {
            return ending;
        }

        /** The part of its words' keys, and of its item's node id. */
        public String key() {
            return stem + "-" + ending;
        }
    }

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final HostSession session;
    private final Supplier<BoardPicture> board;
    private final Supplier<MapPicture> map;
    private final BooleanSupplier dark;
    private final ZoneId zone;

    /** @param dark whether the window's theme is the dark one, which documents then have too */
    public ExportViewModel(
            HostSession session,
            Supplier<BoardPicture> board,
            Supplier<MapPicture> map,
            BooleanSupplier dark,
            ZoneId zone) {
        this.session = session;
        this.board = board;
        this.map = map;
        this.dark = dark;
        this.zone = zone;
    }

    /** The document's text; none as long as the host was not read. */
    public Optional<String> text(Document document) {
        return session.snapshot().map(snapshot -> switch (document) {
            case BOARD_SVG -> BoardSvg.of(board.get(), new Roles(dark.getAsBoolean()), title(snapshot));
            case MAP_SVG -> MapSvg.of(map.get(), new Roles(dark.getAsBoolean()), title(snapshot));
            case SNAPSHOT_JSON -> SnapshotPage.of(snapshot);
        });
    }

    private String title(Snapshot snapshot) {
        return WindowTexts.text(
                "export.picture",
                snapshot.host(),
                TIME.format(session.readAt().get().orElse(snapshot.taken()).atZone(zone)));
    }

    /** A name for the file, such as {@code memlab-1-board.svg}. */
    public String fileName(String stem, String ending) {
        String host = session.snapshot().map(snapshot -> snapshot.host().text()).orElse("daxboard");
        return host.replaceAll("[^A-Za-z0-9._-]+", "-") + "-" + stem + "." + ending;
    }

    public String fileName(Document document) {
        return fileName(document.stem, document.ending);
    }
}
