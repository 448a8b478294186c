// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.daxboard.text.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of a JSON file that a person may have edited, which knows where it stands: so what is wrong with it can be said with
 * its place. Sizes are bounded, as everything that is read is.
 *
 * @param place such as {@code changes[1].to}; empty for the whole document
 * @param content a String, a Long, a Boolean, a list or a map of nodes
 */
record Node(String place, Object content) {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(4L << 20)
                    .maxNestingDepth(16)
                    .maxStringLength(64 * 1024)
                    .maxNameLength(64)
                    .maxNumberLength(20)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Reads a document. */
    static Node parse(String text) throws BadDocument {
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new BadDocument(place(1, 1), Message.of("document.empty"));
            }
            Node node = value(parser, first, "");
            if (parser.nextToken() != null) {
                throw new BadDocument(place(parser.currentTokenLocation()), Message.of("document.afterEnd"));
            }
            return node;
        } catch (JsonProcessingException e) {
            JsonLocation at = Optional.ofNullable(e.getLocation()).orElse(JsonLocation.NA);
            throw new BadDocument(place(at), noJson(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new BadDocument(Message.of("document.file"), noJson(String.valueOf(e.getMessage())));
        }
    }

    private static Message noJson(String text) {
        int end = text.indexOf('\n');
        return Message.of("document.noJson", end < 0 ? text : text.substring(0, end));
    }

    private static Message place(JsonLocation at) {
        return place(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }

    private static Message place(int line, int column) {
        return Message.of("document.place", line, column);
    }

    private static Node value(JsonParser parser, JsonToken token, String place) throws IOException, BadDocument {
        return switch (token) {
            case VALUE_STRING -> new Node(place, parser.getText());
            case VALUE_NUMBER_INT -> new Node(place, parser.getLongValue());
            case VALUE_TRUE -> new Node(place, true);
            case VALUE_FALSE -> new Node(place, false);
            case START_ARRAY -> {
                List<Node> items = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    items.add(value(parser, next, place + "[" + items.size() + "]"));
                }
                yield new Node(place, List.copyOf(items));
            }
            case START_OBJECT -> {
                Map<String, Node> fields = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    String at = place.isEmpty() ? name : place + "." + name;
                    fields.put(name, value(parser, parser.nextToken(), at));
                }
                yield new Node(place, Map.copyOf(fields));
            }
            default -> throw new BadDocument(place(parser.currentTokenLocation()), Message.of("document.value"));
        };
    }

    BadDocument bad(Message why) {
        return new BadDocument(place.isEmpty() ? Message.of("document.file") : Message.verbatim(place), why);
    }

    /** It is not one of these words, and must be. */
    BadDocument badWord(String... words) {
        return bad(Message.of("document.word", List.of(words)));
    }

    boolean isList() {
        return content instanceof List<?>;
    }

    List<Node> items() throws BadDocument {
        if (content instanceof List<?> list) {
            return list.stream().map(Node.class::cast).toList();
        }
        throw bad(Message.of("document.list"));
    }

    private Map<?, ?> fields() throws BadDocument {
        if (content instanceof Map<?, ?> map) {
            return map;
        }
        throw bad(Message.of("document.object"));
    }

    Optional<Node> find(String name) throws BadDocument {
        return Optional.ofNullable(fields().get(name)).map(Node.class::cast);
    }

    Node get(String name) throws BadDocument {
        Optional<Node> found = find(name);
        if (found.isEmpty()) {
            throw bad(Message.of("document.missing", name));
        }
        return found.get();
    }

    /** Refuses any field but these: a word that is misspelt must not be passed over. */
    void only(String... names) throws BadDocument {
        for (Object name : fields().keySet()) {
            if (!List.of(names).contains(name)) {
                throw bad(Message.of("document.field", name, List.of(names)));
            }
        }
    }

    String text() throws BadDocument {
        if (content instanceof String text) {
            return text;
        }
        throw bad(Message.of("document.text"));
    }

    long whole() throws BadDocument {
        if (content instanceof Long number) {
            return number;
        }
        throw bad(Message.of("document.whole"));
    }

    boolean isWhole() {
        return content instanceof Long;
    }
}
