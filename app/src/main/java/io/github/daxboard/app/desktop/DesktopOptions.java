// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.desktop;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.text.Message;
import io.github.daxboard.ui.theme.ThemeChoice;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the command line asks of the window.
 *
 * @param file a capture or a saved plan to open
 * @param host the host to begin with
 * @param theme light, dark, or as the desktop is
 * @param screenshot where a picture of the window goes, after which the program ends
 * @param width the window's
 * @param height the window's
 * @param gallery whether the page of all components is shown instead of hosts
 */
record DesktopOptions(
        Optional<Path> file,
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

        private final transient Message reason;

        Wrong(Message reason) {
            super(reason.english());
            this.reason = reason;
        }

        Message reason() {
            return reason;
        }
    }

    static final String USAGE =
            "daxboard [--host local|demo|lab|ssh://USER@HOST|sysfs:PATH] [--theme light|dark|system] [--size WxH]"
                    + " [--screenshot FILE.png] [--gallery] [FILE]";

    private static final Set<String> WITH_VALUE = Set.of("--host", "--theme", "--screenshot", "--size");

    private static final DesktopOptions NONE = new DesktopOptions(
            Optional.empty(), Optional.empty(), ThemeChoice.SYSTEM, Optional.empty(), 1440, 900, false);

    static DesktopOptions parse(List<String> arguments) throws Wrong {
        DesktopOptions options = NONE;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            int equals = argument.indexOf('=');
            if (!argument.startsWith("-")) {
                options = options.opening(argument);
            } else if (argument.equals("--gallery")) {
                options = options.withGallery();
            } else if (equals > 0) {
                options = options.with(argument.substring(0, equals), argument.substring(equals + 1));
            } else if (!WITH_VALUE.contains(argument)) {
                throw unknown(argument);
            } else if (rest.hasNext()) {
                options = options.with(argument, rest.next());
            } else {
                throw new Wrong(Message.of("desktop.needsValue", argument, USAGE));
            }
        }
        return options;
    }

    /** For a start by hand, where a word that is no command is taken for a file: whether that file is there. */
    DesktopOptions orMissing() throws Wrong {
        if (file.filter(Files::notExists).isPresent()) {
            throw new Wrong(
                    Message.of("desktop.noFile", String.valueOf(file.get().getFileName())));
        }
        return this;
    }

    /** Whether it is a window of its own, beside one that may be there: a picture or the gallery is no place to go to. */
    boolean standsAlone() {
        return gallery || screenshot.isPresent();
    }

    private DesktopOptions withGallery() {
        return new DesktopOptions(file, host, theme, screenshot, width, height, true);
    }

    /** A file is given as a desktop gives it: by its path, or as a URI. */
    private DesktopOptions opening(String argument) throws Wrong {
        if (file.isPresent()) {
            throw new Wrong(Message.of("desktop.oneFile", USAGE));
        }
        try {
            Path path = argument.startsWith("file:") ? Path.of(URI.create(argument)) : Path.of(argument);
            return new DesktopOptions(
                    Optional.of(path.toAbsolutePath()), host, theme, screenshot, width, height, gallery);
        } catch (IllegalArgumentException e) {
            throw new Wrong(Message.of("desktop.badFile", argument, USAGE));
        }
    }

    private DesktopOptions with(String option, String value) throws Wrong {
        return switch (option) {
            case "--host" -> {
                HostAddress named = HostAddress.parse(value).orElseThrow(() -> wrong(option, value));
                yield new DesktopOptions(file, Optional.of(named), theme, screenshot, width, height, gallery);
            }
            case "--theme" -> {
                ThemeChoice chosen = ThemeChoice.parse(value).orElseThrow(() -> wrong(option, value));
                yield new DesktopOptions(file, host, chosen, screenshot, width, height, gallery);
            }
            case "--screenshot" -> {
                try {
                    yield new DesktopOptions(file, host, theme, Optional.of(Path.of(value)), width, height, gallery);
                } catch (InvalidPathException e) {
                    throw wrong(option, value);
                }
            }
            case "--size" -> {
                Matcher size = SIZE.matcher(value);
                if (!size.matches()) {
                    throw wrong(option, value);
                }
                double wide = Double.parseDouble(size.group(1));
                yield new DesktopOptions(
                        file, host, theme, screenshot, wide, Double.parseDouble(size.group(2)), gallery);
            }
            default -> throw unknown(option);
        };
    }

    private static Wrong unknown(String option) {
        return new Wrong(Message.of("desktop.option", option, USAGE));
    }

    private static Wrong wrong(String option, String value) {
        return new Wrong(Message.of("desktop.value", option, value, USAGE));
    }
}
