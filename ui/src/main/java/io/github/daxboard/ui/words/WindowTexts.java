// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.words;

import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.text.Message;
import io.github.daxboard.text.Texts;
import java.util.List;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** The window's texts by key. A key that does not exist is a bug, and a test looks for those. */
public final class WindowTexts {
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("io.github.daxboard.ui.words.messages");

    private static final Texts TEXTS = Texts.of(BUNDLE.getLocale());

    private WindowTexts() {}

    /** The text of a key, with {0}, {1}, ... replaced; a {@link Message} among them is said in the window's language. */
    public static String text(String key, Object... arguments) {
        return Texts.filled(BUNDLE.getString(key), List.of(arguments), WindowTexts::shown);
    }

    private static String shown(Object argument) {
        return argument instanceof Message message ? say(message) : Shown.text(argument.toString());
    }

    /** What was read, as it is; where it was not, why not. */
    public static String value(Reading<String> reading) {
        return reading.value().orElseGet(() -> say(reading.message()));
    }

    /** A size that was read; where it was not, why not. */
    public static String size(Reading<Long> bytes) {
        return say(Sizes.message(bytes));
    }

    /** A sentence that the backend made, in the window's language. */
    public static String say(Message message) {
        return TEXTS.say(message, Shown::text);
    }

    /** Such sentences, each on a line of its own. */
    public static String lines(List<Message> messages) {
        return messages.stream().map(WindowTexts::say).collect(Collectors.joining("\n"));
    }

    /** The language of {@link #say}: for a text that goes to the clipboard or into a file. */
    public static Texts texts() {
        return TEXTS;
    }

    /** A number with its noun, from {@code key.one} or {@code key.many}. */
    public static String count(String key, long number) {
        return text(key + (number == 1 ? ".one" : ".many"), number);
    }
}
