// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.plan.Warning;
import io.github.daxboard.ui.board.BoardPicture.Badge;
import io.github.daxboard.ui.board.BoardPicture.Busy;
import io.github.daxboard.ui.board.BoardPicture.Place;
import io.github.daxboard.ui.board.BoardPicture.TilePicture;
import io.github.daxboard.ui.board.BoardPicture.Tone;
import io.github.daxboard.ui.plan.Verdict;
import io.github.daxboard.ui.theme.Density;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/** A tile in each of its states, for the gallery page. */
public final class TileSamples {
    private static final double HEIGHT = 54;
    private static final double WIDTH = 208;
    private static final double COLUMN = 76;

    private final Map<String, Node> samples = new LinkedHashMap<>();

    private TileSamples() {}

    /** The tiles by the words for their states. */
    public static Map<String, Node> all() {
        TileSamples made = new TileSamples();
        made.fill();
        return made.samples;
    }

    private void fill() {
        Badge holder = new Badge("mdi2a-account-outline", WindowTexts.count("holders", 1), Tone.QUIET);
        add("normal", "dax0.0", Look.DEVDAX, "128 GiB", "devdax", Place.ACTUAL, List.of(holder));
        Parts.asIf(add("hover", "dax0.0", Look.DEVDAX, "128 GiB", "devdax", Place.ACTUAL, List.of(holder)), "hover");
        Parts.asIf(
                add("focus", "dax0.0", Look.DEVDAX, "128 GiB", "devdax", Place.ACTUAL, List.of(holder)),
                "focus-visible");
        mark(
                add("selected", "dax1.0", Look.RAM, "256 GiB", "system-ram", Place.ACTUAL, blocks("96", "128")),
                "selected");
        mark(add("lifted-from", "dax0.1", Look.DEVDAX, "64 GiB", "devdax", Place.ACTUAL, List.of()), "lifted-from");
        lift("lifted", "lifted");
        lift("lifted over refused", "lifted", "over-refused");
        add("pending-from", "dax0.1", Look.DEVDAX, "64 GiB", leaves(), Place.PENDING_FROM, List.of());
        add("pending-to", "dax0.1", Look.FSDEV, "64 GiB", arrives(), Place.PENDING_TO, List.of());
        put(
                "busy",
                new TilePicture(
                        DeviceName.of("dax0.2"),
                        "dax0.2",
                        Place.ACTUAL,
                        Look.RAM,
                        "32 GiB",
                        WindowTexts.text("board.busy.of", 9, 16),
                        List.of(),
                        Optional.of(new Busy(WindowTexts.text("board.busy.of", 9, 16), 9 / 16.0)),
                        false,
                        false,
                        false,
                        "",
                        "dax0.2"));
        put(
                "failed",
                new TilePicture(
                        DeviceName.of("dax0.2"),
                        "dax0.2",
                        Place.ACTUAL,
                        Look.RAM,
                        "32 GiB",
                        "system-ram",
                        List.of(new Badge(
                                "mdi2c-close-circle-outline", WindowTexts.text("board.badge.failed"), Tone.DANGER)),
                        Optional.empty(),
                        true,
                        false,
                        true,
                        "",
                        "dax0.2"));
        put(
                "changed by others",
                new TilePicture(
                        DeviceName.of("dax0.3"),
                        "dax0.3",
                        Place.ACTUAL,
                        Look.UNBOUND,
                        "16 GiB",
                        "unbound",
                        List.of(new Badge(
                                "mdi2a-account-clock-outline", WindowTexts.text("board.badge.outside"), Tone.ACCENT)),
                        Optional.empty(),
                        false,
                        true,
                        true,
                        "",
                        "dax0.3"));
        Badge lock = new Badge("mdi2l-lock", WindowTexts.text("board.badge.pinned"), Tone.DANGER);
        add("pinned", "dax1.2", Look.PINNED, "64 GiB", "", Place.ACTUAL, List.of(lock));
        Badge readOnly = new Badge("mdi2p-pencil-off-outline", WindowTexts.text("board.badge.read-only"), Tone.QUIET);
        add("other driver", "dax3.0", Look.OTHER, "8 GiB", "driver other_dax", Place.ACTUAL, List.of(readOnly));
        add("empty anchor", "dax4.0", Look.UNBOUND, "0", WindowTexts.text("board.anchor", 4), Place.ACTUAL, List.of());
        Badge mounted = new Badge("mdi2f-folder-outline", WindowTexts.text("board.badge.mounted"), Tone.QUIET);
        Badge famfs = new Badge("mdi2d-database-outline", "famfs", Tone.QUIET);
        add("superblock", "dax1.1", Look.FSDEV, "128 GiB", "fsdev", Place.ACTUAL, List.of(famfs, mounted));
    }

    /** As it flies: the layer over the board has the tile in a holder of its own. */
    private void lift(String state, String... classes) {
        Node tile = add(state, "dax0.1", Look.DEVDAX, "64 GiB", "devdax", Place.ACTUAL, List.of());
        StackPane holder = new StackPane(tile);
        holder.getStyleClass().addAll(classes);
        samples.put(state, holder);
    }

    /** A column of the board in each thing that it says to a tile in the air. */
    public static Map<String, Node> columns() {
        Problem refusal = Problem.of(
                Problem.Kind.BLOCKED,
                "dax0.1",
                WindowTexts.text("verdict.refused"),
                WindowTexts.text("verdict.refused"),
                "-");
        Verdict warned = new Verdict.Warned("", List.of(new Warning(WindowTexts.text("column.note.unbound"))), 2);
        Map<String, Node> all = new LinkedHashMap<>();
        all.put("home", column(new Verdict.Home(), false));
        all.put("allowed", column(new Verdict.Allowed(WindowTexts.text("column.note.fsdev"), 6), false));
        all.put("allowed, over", column(new Verdict.Allowed(WindowTexts.text("column.note.fsdev"), 6), true));
        all.put("warned", column(warned, false));
        all.put("warned, over", column(warned, true));
        all.put("refused", column(new Verdict.Refused(List.of(refusal)), false));
        all.put("refused, over", column(new Verdict.Refused(List.of(refusal)), true));
        return all;
    }

    private static Node column(Verdict verdict, boolean over) {
        CellNode cell = new CellNode(Mode.FSDEV, tile -> {});
        cell.show(0, new BoardPicture.ColumnPicture(Mode.FSDEV, List.of()));
        cell.inSight(new RowSizes(Density.COMFORTABLE, WIDTH), 0, COLUMN);
        cell.show(Optional.of(new DragPicture(
                List.of(DeviceName.of("dax0.1")),
                Set.of(0),
                Mode.DEVDAX,
                Map.of(Mode.FSDEV, verdict),
                over ? Optional.of(Mode.FSDEV) : Optional.empty(),
                false)));
        cell.setMinHeight(COLUMN);
        cell.setPrefHeight(COLUMN);
        return cell;
    }

    private static List<Badge> blocks(String online, String all) {
        return List.of(new Badge("mdi2m-memory", WindowTexts.text("board.badge.online", online, all), Tone.QUIET));
    }

    private static String leaves() {
        return WindowTexts.text("board.leaves", WindowTexts.text("board.change", 1));
    }

    private static String arrives() {
        return WindowTexts.text("board.arrives", "devdax", "fsdev", WindowTexts.text("board.change", 1));
    }

    private Node add(String state, String device, Look look, String size, String use, Place place, List<Badge> badges) {
        return put(
                state,
                new TilePicture(
                        DeviceName.of(device),
                        device,
                        place,
                        look,
                        size,
                        use,
                        badges,
                        Optional.empty(),
                        false,
                        false,
                        true,
                        "",
                        device));
    }

    private Node put(String state, TilePicture picture) {
        TileNode tile = new TileNode(picture);
        // On the board, the rows give tiles their height.
        tile.setMinHeight(HEIGHT);
        tile.setPrefHeight(HEIGHT);
        samples.put(state, tile);
        return tile;
    }

    private static void mark(Node tile, String styleClass) {
        Parts.toggle(tile, styleClass, true);
    }
}
