// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.export;

import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.theme.Roles;
import java.util.Locale;

/** Writes an SVG document with the window's colours and patterns. Text from the kernel is escaped. */
final class Svg {
    private static final String FONT = "Inter, Cantarell, 'Noto Sans', 'DejaVu Sans', sans-serif";

    private final Roles roles;
    private final StringBuilder body = new StringBuilder();

    Svg(Roles roles) {
        this.roles = roles;
    }

    String colour(String role) {
        return roles.colour(role);
    }

    /** The whole document. */
    String document(double width, double height, String title) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$s" height="%2$s" viewBox="0 0 %1$s %2$s" role="img">
                <title>%3$s</title>
                <defs>
                %4$s</defs>
                <rect width="100%%" height="100%%" fill="%5$s"/>
                <g font-family="%6$s" font-size="13" fill="%7$s">
                %8$s</g>
                </svg>
                """.formatted(
                number(width), number(height), escape(title), patterns(), colour("canvas"), FONT, colour("fg"), body);
    }

    private String patterns() {
        return """
                <pattern id="fsdev" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
                <rect width="7" height="7" fill="%s"/><rect width="3.6" height="7" fill="%s"/></pattern>
                <pattern id="ram" width="7" height="12" patternUnits="userSpaceOnUse"><rect width="7" height="12" fill="%s"/>\
                <rect width="5" height="12" fill="%s"/></pattern>
                <pattern id="pinned" width="7" height="7" patternUnits="userSpaceOnUse"><rect width="7" height="7" fill="%s"/>\
                <path d="M0 7 L7 0 M0 0 L7 7" stroke="%s" stroke-width="1.2"/></pattern>
                """.formatted(
                        colour("mode-fsdev-tint"),
                        colour("mode-fsdev"),
                        colour("mode-ram-tint"),
                        colour("mode-ram"),
                        colour("danger-tint"),
                        colour("danger-fg"));
    }

    /** Plain text, its baseline at {@code y}. */
    void text(double x, double y, String text, String role, double size, boolean strong) {
        body.append("<text x=\"%s\" y=\"%s\" fill=\"%s\" font-size=\"%s\"%s>%s</text>\n"
                .formatted(
                        number(x),
                        number(y),
                        colour(role),
                        number(size),
                        strong ? " font-weight=\"600\"" : "",
                        escape(text)));
    }

    /** Text that ends at {@code x}. */
    void textRight(double x, double y, String text, String role, double size) {
        body.append("<text x=\"%s\" y=\"%s\" fill=\"%s\" font-size=\"%s\" text-anchor=\"end\">%s</text>\n"
                .formatted(number(x), number(y), colour(role), number(size), escape(text)));
    }

    void box(double x, double y, double width, double height, String fill, String edge, double radius) {
        box(x, y, width, height, colour(fill), colour(edge), radius, "");
    }

    private void box(
            double x, double y, double width, double height, String fill, String edge, double radius, String more) {
        body.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\" fill=\"%s\" stroke=\"%s\"%s/>\n"
                .formatted(
                        number(x + 0.5),
                        number(y + 0.5),
                        number(Math.max(1, width - 1)),
                        number(Math.max(1, height - 1)),
                        number(radius),
                        fill,
                        edge,
                        more));
    }

    /** A piece of memory, with the pattern of its use and its words as a title. */
    void piece(Look look, double online, double x, double y, double width, double height, String words) {
        body.append("<g><title>").append(escape(words)).append("</title>\n");
        switch (look) {
            case DEVDAX -> box(x, y, width, height, colour("mode-devdax"), colour("mode-devdax"), 2, "");
            case FSDEV -> box(x, y, width, height, "url(#fsdev)", colour("mode-fsdev"), 2, "");
            case RAM -> {
                double solid = width * online;
                box(x, y, width, height, colour("mode-ram-tint"), colour("mode-ram"), 2, "");
                if (solid >= 1) {
                    box(x, y, solid, height, "url(#ram)", colour("mode-ram"), 0, "");
                }
            }
            case UNBOUND, OTHER -> box(x, y, width, height, colour("mode-unbound-tint"), colour("mode-unbound"), 2, "");
            case PINNED -> box(x, y, width, height, "url(#pinned)", colour("danger-fg"), 2, "");
            case FREE -> box(x, y, width, height, "none", colour("line-strong"), 2, " stroke-dasharray=\"3 2.4\"");
        }
        body.append("</g>\n");
    }

    static String escape(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                // XML 1.0 has no other control characters, not even escaped.
                default -> safe.appendCodePoint(point < 0x20 && point != '\n' && point != '\t' ? 0xfffd : point);
            }
        });
        return safe.toString();
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceAll("\\.?0+$", "");
    }
}
