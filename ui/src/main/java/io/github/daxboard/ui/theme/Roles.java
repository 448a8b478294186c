// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The theme's colours by their roles, for what is drawn outside of a scene. Read from the theme's own file. */
public final class Roles {
    private static final Pattern ROLE = Pattern.compile("-dax-([a-z-]+):\\s*(#[0-9a-f]{6});");

    private final Map<String, String> colours = new HashMap<>();

    /** @param dark which theme */
    public Roles(boolean dark) {
        String sheet = "/io/github/daxboard/ui/theme/daxboard-" + (dark ? "dark" : "light") + ".css";
        try (InputStream in = Objects.requireNonNull(Roles.class.getResourceAsStream(sheet), sheet)) {
            Matcher matcher = ROLE.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            while (matcher.find()) {
                colours.put(matcher.group(1), matcher.group(2));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A role's colour as CSS and SVG write it, by its name without {@code -dax-}. */
    public String colour(String role) {
        return Optional.ofNullable(colours.get(role))
                .orElseThrow(() -> new IllegalArgumentException("no role " + role));
    }
}
