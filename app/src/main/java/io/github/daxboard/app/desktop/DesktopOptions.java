// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.desktop;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.ui.theme.ThemeChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the command line asks of the window.
 *
 * @param host the host to begin with
 * @param theme light, dark, or as the desktop is
 * @param screenshot where a picture of the window goes, after which the program ends
 * @param width the window's
 * @param height the window's
 * @param gallery whether the page of all components is shown, in place of hosts
 */
record DesktopOptions(
        Optional<HostAddress> host,
        ThemeChoice theme,
        Optional<Path> screenshot,
        double width,
        double height,
        boolean gallery) {
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{2,3})x([1-9]\\d{2,3})");

    /** What is wrong with the options, in a sentence for the terminal. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    static final String USAGE =
            "daxboard [--host local|demo|lab|ssh://USER@HOST|sysfs:PATH] [--theme light|dark|system] [--size WxH]"
                    + " [--screenshot FILE.png] [--gallery]";

    static DesktopOptions parse(List<String> arguments) throws Wrong {
        DesktopOptions options =
                new DesktopOptions(Optional.empty(), ThemeChoice.SYSTEM, Optional.empty(), 1440, 900, false);
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            if (option.equals("--gallery")) {
                options = new DesktopOptions(
                        options.host, options.theme, options.screenshot, options.width, options.height, true);
                i--;
                continue;
            }
            if (i + 1 == arguments.size()) {
                throw new Wrong(option + " needs a value. Usage: " + USAGE);
            }
            options = options.with(option, arguments.get(i + 1));
        }
        return options;
    }

    private DesktopOptions with(String option, String value) throws Wrong {
        return switch (option) {
            case "--host" ->
                new DesktopOptions(
                        Optional.of(HostAddress.parse(value).orElseThrow(() -> wrong(option, value))),
                        theme,
                        screenshot,
                        width,
                        height,
                        gallery);
            case "--theme" ->
                new DesktopOptions(
                        host,
                        ThemeChoice.parse(value).orElseThrow(() -> wrong(option, value)),
                        screenshot,
                        width,
                        height,
                        gallery);
            case "--screenshot" -> new DesktopOptions(host, theme, Optional.of(Path.of(value)), width, height, gallery);
            case "--size" -> {
                Matcher size = SIZE.matcher(value);
                if (!size.matches()) {
                    throw wrong(option, value);
                }
                yield new DesktopOptions(
                        host,
                        theme,
                        screenshot,
                        Double.parseDouble(size.group(1)),
                        Double.parseDouble(size.group(2)),
                        gallery);
            }
            default -> throw new Wrong("There is no option " + option + ". Usage: " + USAGE);
        };
    }

    private static Wrong wrong(String option, String value) {
        return new Wrong(option + " does not take \"" + value + "\". Usage: " + USAGE);
    }
}
