// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.ui.board.BoardPicture.Badge;
import io.github.daxboard.ui.board.BoardPicture.Place;
import io.github.daxboard.ui.board.BoardPicture.TilePicture;
import io.github.daxboard.ui.theme.Density;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.theme.ModeMark;
import io.github.daxboard.ui.theme.Parts;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A device's tile. It draws a picture and decides nothing; the board view hangs the handlers on it. */
final class TileNode extends StackPane {
    private final ModeMark mark;
    private final Label name = Parts.label("", "strong", "tile-name");
    private final Label size = Parts.label("", "tile-size");
    private final FontIcon working = Parts.icon("mdi2p-progress-clock", "icon-small", "accent-icon");
    private final Label use = line("", "muted");
    private final HBox second = new HBox(working, use);
    private final Region corner = new Region();
    private final Region progress = new Region();
    private final HBox first = new HBox();
    private final VBox lines = new VBox();
    private final Region spacer = Parts.spacer();
    private final Tooltip tip = new Tooltip();
    private TilePicture picture;
    private Density density = Density.COMFORTABLE;

    TileNode(TilePicture picture) {
        this.picture = picture;
        this.mark = new ModeMark(picture.look());
        getStyleClass().add("tile");
        setAccessibleRole(AccessibleRole.BUTTON);
        name.setMinWidth(Region.USE_PREF_SIZE);
        size.setMinWidth(Region.USE_PREF_SIZE);
        first.getStyleClass().add("tile-first");
        second.getStyleClass().add("tile-second");
        corner.getStyleClass().add("tile-corner");
        corner.setMouseTransparent(true);
        progress.getStyleClass().add("tile-progress");
        progress.setMouseTransparent(true);
        lines.getStyleClass().add("tile-lines");
        lines.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(lines, corner, progress);
        StackPane.setAlignment(corner, Pos.TOP_RIGHT);
        StackPane.setAlignment(progress, Pos.BOTTOM_LEFT);
        Tooltip.install(this, tip);
        draw();
    }

    DeviceName device() {
        return picture.device();
    }

    TilePicture picture() {
        return picture;
    }

    void show(TilePicture now, Density wanted) {
        if (!now.equals(picture) || wanted != density) {
            picture = now;
            density = wanted;
            draw();
        }
    }

    /** The node id of the tile where its device is, or will be; the place that it leaves has another one. */
    static String id(TilePicture picture) {
        return Parts.id(picture.place() == Place.PENDING_FROM ? "from-" : "tile-", picture.device());
    }

    private void draw() {
        Parts.name(this, id(picture));
        mark.show(picture.look());
        name.setText(picture.title());
        arrangeLines();
        size.setText(picture.size());
        boolean failed = picture.failed();
        boolean busy = picture.busy().isPresent();
        Parts.present(working, busy);
        use.setText(shownUse());
        Parts.present(use, !use.getText().isEmpty());
        // The mode's word is whole; what stands beside it gives way.
        use.setMinWidth(picture.badges().isEmpty() ? 0 : Region.USE_PREF_SIZE);
        Parts.toggle(use, "accent-text", busy);
        Parts.toggle(use, "muted", !busy);
        while (second.getChildren().size() < picture.badges().size() + 2) {
            second.getChildren().add(new BadgeNode());
        }
        for (int i = 2; i < second.getChildren().size(); i++) {
            BadgeNode node = (BadgeNode) second.getChildren().get(i);
            Parts.present(node, i - 2 < picture.badges().size());
            if (node.isVisible()) {
                node.show(picture.badges().get(i - 2));
            }
        }
        setFocusTraversable(picture.place() != Place.PENDING_FROM);
        setAccessibleText(picture.spoken());
        for (Place place : Place.values()) {
            Parts.toggle(this, place.name().toLowerCase(Locale.ROOT).replace('_', '-'), picture.place() == place);
        }
        Parts.toggle(this, "pinned", picture.look() == Look.PINNED);
        Parts.toggle(this, "failed", failed);
        Parts.toggle(this, "movable", picture.movable());
        Parts.present(corner, picture.place() == Place.PENDING_TO);
        corner.setManaged(picture.place() == Place.PENDING_TO);
        Parts.present(progress, picture.busy().isPresent());
        Parts.toggle(this, "outside", picture.outside());
        tip.setText(picture.stuck().isEmpty() ? picture.spoken() : picture.stuck());
        requestLayout();
    }

    /** In one line there is no room for what the column says already. */
    private String shownUse() {
        boolean said = picture.place() == Place.ACTUAL
                && picture.busy().isEmpty()
                && picture.look() != Look.OTHER
                && !picture.size().equals("0");
        if (density == Density.COMFORTABLE || (!said && picture.place() != Place.PENDING_TO)) {
            return picture.use();
        }
        return said
                ? ""
                : picture.use().substring(picture.use().lastIndexOf(", ") + 1).strip();
    }

    /** Two lines, or one where things stand close. */
    private void arrangeLines() {
        boolean compact = density == Density.COMPACT;
        Parts.toggle(this, "compact", compact);
        if (first.getChildren().isEmpty() || compact == lines.getChildren().contains(second)) {
            lines.getChildren().clear();
            if (compact) {
                first.getChildren().setAll(mark, name, second, spacer, size);
                lines.getChildren().setAll(first);
            } else {
                first.getChildren().setAll(mark, name, spacer, size);
                lines.getChildren().setAll(first, second);
            }
        }
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        double done = picture.busy().map(BoardPicture.Busy::done).orElse(0.0);
        progress.resizeRelocate(1, getHeight() - 4, Math.max(0, (getWidth() - 2) * done), 3);
    }

    private static Label line(String text, String... classes) {
        Label label = Parts.label(text, "caption");
        label.getStyleClass().addAll(classes);
        label.setTextOverrun(OverrunStyle.ELLIPSIS);
        return label;
    }

    /** A word with an icon. It takes another word without becoming another node: tiles change hands as the board scrolls. */
    private static final class BadgeNode extends HBox {
        private final FontIcon icon = Parts.icon("mdi2c-circle-outline", "icon-small");
        private final Label words = line("");
        private Badge badge = new Badge("", "", BoardPicture.Tone.QUIET);

        BadgeNode() {
            getStyleClass().add("badge");
            getChildren().addAll(icon, words);
            icon.getStyleClass().add("quiet-icon");
            words.getStyleClass().add("muted");
        }

        void show(Badge now) {
            if (!now.icon().equals(badge.icon())) {
                icon.setIconLiteral(now.icon());
            }
            words.setText(now.words());
            if (now.tone() != badge.tone()) {
                icon.getStyleClass().remove(tone(badge, "quiet") + "-icon");
                icon.getStyleClass().add(tone(now, "quiet") + "-icon");
                words.getStyleClass().remove(text(badge));
                words.getStyleClass().add(text(now));
            }
            badge = now;
        }

        private static String text(Badge of) {
            return of.tone() == BoardPicture.Tone.QUIET ? "muted" : tone(of, "") + "-text";
        }

        private static String tone(Badge of, String quiet) {
            return switch (of.tone()) {
                case QUIET -> quiet;
                case ACCENT -> "accent";
                case OK -> "ok";
                case DANGER -> "danger";
            };
        }
    }
}
