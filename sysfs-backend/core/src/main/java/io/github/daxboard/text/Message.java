// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.text;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A sentence or a part of one, without a language: which one it is, and what stands in it.
 *
 * @param key its entry in {@code messages.properties}; empty for a text that is the same in every language, such as a path
 * @param arguments what stands at {0}, {1}, ...
 * @param otherwise the text where the bundle has no such key: what another version of Daxboard sent, or a text without a key;
 *     empty where the bundle has the key
 */
public record Message(String key, List<Argument> arguments, String otherwise) {
    /** The empty text. */
    public static final Message NONE = verbatim("");

    public Message {
        arguments = List.copyOf(arguments);
    }

    /** What can stand in a message. */
    public sealed interface Argument {
        /** The same in every language: a name, a path, a number, what the kernel said. */
        record Word(String text) implements Argument {}

        /** A message of its own. */
        record Part(Message message) implements Argument {}

        /** Several, in their order; a language says how they are joined. */
        record Several(List<Argument> items) implements Argument {
            public Several {
                items = List.copyOf(items);
            }
        }
    }

    /**
     * A message of the bundle.
     *
     * @param arguments messages, collections of arguments, or what stands in the sentence as its {@code toString} says
     */
    public static Message of(String key, Object... arguments) {
        return new Message(key, Stream.of(arguments).map(Message::argument).toList(), "");
    }

    /** A number of things: the entry {@code key.one} or {@code key.many}, in which the number is {0}. */
    public static Message count(String key, long number, Object... more) {
        Object[] all = Stream.concat(Stream.of(number), Stream.of(more)).toArray();
        return of(key + (number == 1 ? ".one" : ".many"), all);
    }

    /** A text that is the same in every language. */
    public static Message verbatim(String text) {
        return new Message("", List.of(), text);
    }

    /** A text of another version: its key is not in this version's bundle. */
    public Message orElse(String text) {
        return new Message(key, arguments, text);
    }

    private static Argument argument(Object given) {
        return switch (given) {
            case Argument argument -> argument;
            case Message message -> new Argument.Part(message);
            case Collection<?> items ->
                new Argument.Several(items.stream().map(Message::argument).toList());
            default -> new Argument.Word(given.toString());
        };
    }

    public boolean isEmpty() {
        return key.isEmpty() && otherwise.isEmpty();
    }

    /** The sentence in English: for logs and JSON. */
    public String english() {
        return Texts.ENGLISH.say(this);
    }

    @Override
    public String toString() {
        return english();
    }
}
