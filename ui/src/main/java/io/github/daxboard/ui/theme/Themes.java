// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/** Puts a theme on a scene: AtlantaFX's Primer below, our roles over it, then the screens' own stylesheets. */
public final class Themes {
    // JavaFX takes one family, not a list: the first that this machine has. DejaVu Sans is with every JavaFX on Linux.
    private static final List<String> FAMILIES = List.of("Inter", "Cantarell", "Noto Sans", "DejaVu Sans");

    // A -fx-font-weight of 600 gives Inter's regular weight without a word (tried): its half-bold is a family of its
    // own.
    private static final String INTER_HALF_BOLD = "Inter Semi Bold";

    private static final List<String> SHEETS = List.of(
            "theme/parts.css",
            "shell/shell.css",
            "hosts/hosts.css",
            "board/board.css",
            "plan/plan.css",
            "inspector/inspector.css",
            "map/map.css",
            "activity/activity.css",
            "allhosts/allhosts.css",
            "gallery/gallery.css",
            "machine/machine.css");

    private Themes() {}

    /** Dresses a scene, and keeps it dressed as the choice changes. */
    public static void dress(Scene scene, ThemeViewModel theme) {
        dressText(scene.getRoot());
        put(scene, theme.dark().get());
        theme.dark().addListener((value, before, dark) -> put(scene, dark));
    }

    /** Dresses a part of a scene in a theme of its own, whatever the scene's is. */
    public static void dress(Parent part, boolean dark) {
        part.getStyleClass().add("root");
        dressText(part);
        part.getStylesheets()
                .setAll(Stream.concat(
                                Stream.of((dark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet()),
                                sheets(dark))
                        .toList());
    }

    private static void dressText(Parent part) {
        part.setStyle("-fx-font-family: \"" + family() + "\"; -fx-font-size: 13px;");
        if (family().equals("Inter") && Font.getFamilies().contains(INTER_HALF_BOLD)) {
            part.getStyleClass().add("inter");
        }
    }

    private static Stream<String> sheets(boolean dark) {
        return Stream.of(
                        Stream.of(dark ? "theme/daxboard-dark.css" : "theme/daxboard-light.css"),
                        SHEETS.stream(),
                        Panels.canBeSeenThrough() ? Stream.<String>empty() : Stream.of("theme/opaque.css"))
                .flatMap(sheets -> sheets)
                .map(Themes::sheet);
    }

    private static void put(Scene scene, boolean dark) {
        scene.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        scene.getStylesheets().setAll(sheets(dark).toList());
    }

    private static String family() {
        List<String> here = Font.getFamilies();
        return FAMILIES.stream().filter(here::contains).findFirst().orElse("System");
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(Themes.class.getResource("/io/github/daxboard/ui/" + name), name)
                .toExternalForm();
    }
}
