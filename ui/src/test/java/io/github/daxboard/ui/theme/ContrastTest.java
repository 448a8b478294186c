// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WCAG 2 contrast, computed from the two files that hold the colours. */
class ContrastTest {
    private static final double TEXT = 4.5;
    private static final double GRAPHICS = 3;
    private static final Pattern ROLE = Pattern.compile("(-dax-[a-z-]+):\\s*#([0-9a-f]{6});");
    private static final Pattern LITERAL = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|\\brgba?\\(|\\bhsla?\\(");

    private static final List<String> TEXTS = List.of(
            "fg canvas",
            "fg panel",
            "fg tile",
            "fg tile-hover",
            "fg accent-tint",
            "fg danger-tint",
            "fg warn-tint",
            "muted canvas",
            "muted panel",
            "muted tile",
            "muted tile-hover",
            "muted inset",
            "muted accent-tint",
            "accent-fg canvas",
            "accent-fg panel",
            "accent-fg tile",
            "accent-fg accent-tint",
            "on-accent accent",
            "ok-fg panel",
            "ok-fg tile",
            "ok-fg ok-tint",
            "warn-fg panel",
            "warn-fg warn-tint",
            "danger-fg panel",
            "danger-fg tile",
            "danger-fg danger-tint");

    private static final List<String> GRAPHICS_PAIRS = List.of(
            "mode-devdax panel",
            "mode-devdax canvas",
            "mode-devdax tile",
            "mode-devdax accent-tint",
            "mode-fsdev panel",
            "mode-fsdev canvas",
            "mode-fsdev tile",
            "mode-fsdev mode-fsdev-tint",
            "mode-ram panel",
            "mode-ram canvas",
            "mode-ram tile",
            "mode-ram mode-ram-tint",
            "mode-ram accent-tint",
            "mode-unbound panel",
            "mode-unbound tile",
            "mode-unbound mode-unbound-tint",
            "line-strong panel",
            "line-strong canvas",
            "line-strong tile",
            "accent-fg canvas",
            "danger-fg danger-tint");

    static Stream<Arguments> pairs() {
        return Stream.of("light", "dark")
                .flatMap(theme -> Stream.concat(
                        TEXTS.stream().map(pair -> Arguments.of(theme, pair, TEXT)),
                        GRAPHICS_PAIRS.stream().map(pair -> Arguments.of(theme, pair, GRAPHICS))));
    }

    @ParameterizedTest(name = "{0}: {1} has at least {2}")
    @MethodSource("pairs")
    void everyPairCanBeRead(String theme, String pair, double least) {
        Map<String, Integer> roles = roles(theme);
        String front = pair.substring(0, pair.indexOf(' '));
        String back = pair.substring(pair.indexOf(' ') + 1);
        double contrast = contrast(colour(roles, front), colour(roles, back));
        assertThat(contrast).as("%s in %s", pair, theme).isGreaterThanOrEqualTo(least);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "theme/parts.css",
                "shell/shell.css",
                "hosts/hosts.css",
                "board/board.css",
                "plan/plan.css",
                "gallery/gallery.css",
                "allhosts/allhosts.css",
                "inspector/inspector.css",
                "map/map.css",
                "activity/activity.css",
                "machine/machine.css"
            })
    void noColourStandsOutsideTheThemeFiles(String sheet) {
        assertThat(LITERAL.matcher(text("/io/github/daxboard/ui/" + sheet)).results())
                .as("colour literals in %s", sheet)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void bothThemesHaveTheSameRoles(String theme) {
        assertThat(roles(theme).keySet()).isEqualTo(roles("light").keySet());
    }

    private static int colour(Map<String, Integer> roles, String role) {
        return Objects.requireNonNull(roles.get("-dax-" + role), role);
    }

    private static Map<String, Integer> roles(String theme) {
        Map<String, Integer> roles = new HashMap<>();
        Matcher matcher = ROLE.matcher(text("/io/github/daxboard/ui/theme/daxboard-" + theme + ".css"));
        while (matcher.find()) {
            roles.put(matcher.group(1), Integer.parseInt(matcher.group(2), 16));
        }
        return roles;
    }

    private static String text(String resource) {
        try (InputStream in = Objects.requireNonNull(ContrastTest.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double contrast(int one, int other) {
        double first = luminance(one);
        double second = luminance(other);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(int colour) {
        return 0.2126 * channel(colour >> 16) + 0.7152 * channel(colour >> 8) + 0.0722 * channel(colour);
    }

    private static double channel(int shifted) {
        double share = (shifted & 0xff) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
