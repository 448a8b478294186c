// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The one place where a {@link Message} becomes text. A language without a translation reads English. */
public final class Texts {
    static final String BUNDLE = "io.github.daxboard.text.messages";

    /** Messages in messages in messages; one that another machine sent may be nested deeper than any of this program's. */
    public static final int DEEPEST = 24;

    /** Characters of one message; a place can stand twice in a text, so that a nested one would grow with the power of two. */
    private static final int LONGEST = 1 << 20;

    /** What a part counts at least. */
    private static final int PART = 64;

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final Map<Locale, Texts> KNOWN = new ConcurrentHashMap<>();

    /** English, whatever the user's language is. */
    public static final Texts ENGLISH = of(Locale.ENGLISH);

    private final ResourceBundle bundle;

    private Texts(Locale locale) {
        bundle = ResourceBundle.getBundle(BUNDLE, locale, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    }

    public static Texts of(Locale locale) {
        return KNOWN.computeIfAbsent(locale, Texts::new);
    }

    /** Whether this version has such a message. */
    public static boolean knows(String key) {
        return ENGLISH.bundle.containsKey(key);
    }

    /** The message as text. */
    public String say(Message message) {
        return say(message, UnaryOperator.identity());
    }

    /**
     * The message as text.
     *
     * @param word what becomes of a word that was read of a host; the window isolates and marks it
     */
    public String say(Message message, UnaryOperator<String> word) {
        return new Saying(word).say(message, 0);
    }

    /**
     * A text with {0}, {1}, ... replaced. Not MessageFormat: an apostrophe in a text is just an apostrophe. In one pass: what is
     * put in is not searched again. A place without an argument stays as it is.
     */
    public static <T> String filled(String text, List<T> arguments, Function<T, String> shown) {
        StringBuilder made = new StringBuilder();
        Matcher place = PLACE.matcher(text);
        while (place.find()) {
            int number = place.group(1).charAt(0) - '0';
            String put = number < arguments.size() ? shown.apply(arguments.get(number)) : place.group();
            place.appendReplacement(made, Matcher.quoteReplacement(put));
        }
        return place.appendTail(made).toString();
    }

    /** One message on its way to text. */
    private final class Saying {
        private final UnaryOperator<String> word;
        private int left = LONGEST;

        Saying(UnaryOperator<String> word) {
            this.word = word;
        }

        String say(Message message, int depth) {
            left -= PART;
            if (message.key().isEmpty() || !bundle.containsKey(message.key())) {
                return word(message.otherwise().isEmpty() ? message.key() : message.otherwise());
            }
            if (depth == DEEPEST || left < 0) {
                return "...";
            }
            return filled(bundle.getString(message.key()), message.arguments(), argument -> say(argument, depth));
        }

        private String say(Message.Argument argument, int depth) {
            return switch (argument) {
                case Message.Argument.Word(String text) -> word(text);
                case Message.Argument.Part(Message message) -> say(message, depth + 1);
                case Message.Argument.Several(var items) when depth == DEEPEST -> "...";
                case Message.Argument.Several(var items) ->
                    items.stream().map(item -> say(item, depth + 1)).collect(Collectors.joining(", "));
            };
        }

        private String word(String text) {
            left -= text.length();
            return left < 0 ? "..." : word.apply(text);
        }
    }
}
