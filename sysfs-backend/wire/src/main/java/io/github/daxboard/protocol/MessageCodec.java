// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.text.Message;
import io.github.daxboard.text.Message.Argument;
import io.github.daxboard.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A {@link Message} in a line: its key and arguments, so that the reader says it in his language, and the English text beside them, for a
 * reader whose version has no such key. A text without a key is just a text.
 */
public final class MessageCodec {
    private static final Pattern KEY = Pattern.compile("[a-zA-Z][a-zA-Z0-9.-]{0,79}");
    private static final int MOST_ARGUMENTS = 10;
    private static final int MOST_ITEMS = 10_000;

    private MessageCodec() {}

    static Json print(Message message) {
        return print(message, true);
    }

    /** The key and the arguments alone, for a reader who has the English text already. */
    public static Json withoutText(Message message) {
        return print(message, false);
    }

    private static Json print(Message message, boolean english) {
        if (message.key().isEmpty()) {
            return new Json.Text(message.otherwise());
        }
        Json.Maker made = Json.make().with("key", message.key()).with("args", printed(message.arguments(), english));
        return english ? made.with("text", message.english()).made() : made.made();
    }

    private static Json.Many printed(List<Argument> arguments, boolean english) {
        return new Json.Many(
                arguments.stream().map(argument -> print(argument, english)).toList());
    }

    private static Json print(Argument argument, boolean english) {
        return switch (argument) {
            case Argument.Word(String text) -> new Json.Text(text);
            case Argument.Part(Message message) -> print(message, english);
            case Argument.Several(var items) -> printed(items, english);
        };
    }

    static Message parse(Json json) throws BadMessage {
        return parse(json, 0);
    }

    private static Message parse(Json json, int depth) throws BadMessage {
        if (json instanceof Json.Text(String text)) {
            return Message.verbatim(text);
        }
        if (!(json instanceof Json.Fields fields) || depth == Texts.DEEPEST) {
            throw new BadMessage("a sentence is neither a text nor a key with its arguments");
        }
        fields.only("key", "args", "text");
        String key = fields.text("key");
        Json.Many given = fields.many("args");
        if (!KEY.matcher(key).matches() || given.items().size() > MOST_ARGUMENTS) {
            throw new BadMessage("a sentence has no such key, or too many arguments");
        }
        List<Argument> arguments = new ArrayList<>();
        for (Json argument : given.items()) {
            arguments.add(argument(argument, depth + 1));
        }
        String text = fields.text("text");
        return new Message(key, arguments, Texts.knows(key) ? "" : text);
    }

    private static Argument argument(Json json, int depth) throws BadMessage {
        if (json instanceof Json.Text(String text)) {
            return new Argument.Word(text);
        }
        if (!(json instanceof Json.Many many)) {
            return new Argument.Part(parse(json, depth));
        }
        if (depth >= Texts.DEEPEST || many.items().size() > MOST_ITEMS) {
            throw new BadMessage("a sentence has a list that is too deep or too long");
        }
        List<Argument> items = new ArrayList<>();
        for (Json item : many.items()) {
            items.add(argument(item, depth + 1));
        }
        return new Argument.Several(items);
    }

    static List<Message> parseAll(Json.Many many) throws BadMessage {
        List<Message> messages = new ArrayList<>();
        for (Json item : many.items()) {
            messages.add(parse(item));
        }
        return messages;
    }
}
