// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.github.daxboard.text.Texts;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Between a line and its JSON. Reading has limits, of which the line's own length is kept by {@link BoundedLines}. */
public final class JsonText {
    /** The longest request, in bytes: 256 changes fit several times. */
    public static final int MAX_REQUEST = 64 * 1024;

    /** The longest answer, in bytes: an outcome of 256 changes with the kernel's log lines. */
    public static final int MAX_ANSWER = 4 * 1024 * 1024;

    /** Values of one line: a helper's longest has a few thousand. Each takes twenty times the room of its two characters. */
    private static final int MAX_VALUES = 200_000;

    /** An outcome's evidence, and in it a message in a message: each takes an object and a list. */
    private static final int MAX_ANSWER_DEPTH = 8 + 2 * Texts.DEEPEST;

    private final JsonFactory factory;

    private JsonText(int document, int depth, int text) {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxDocumentLength(document)
                .maxNestingDepth(depth)
                .maxStringLength(text)
                .maxNameLength(32)
                .maxNumberLength(20)
                .build();
        factory = new JsonFactoryBuilder()
                .streamReadConstraints(constraints)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .build();
    }

    /** For what a helper is asked: the deepest request is an object in a list in an object. */
    public static JsonText ofRequests() {
        return new JsonText(MAX_REQUEST, 4, 128);
    }

    /** For what a helper answers. */
    public static JsonText ofAnswers() {
        return new JsonText(MAX_ANSWER, MAX_ANSWER_DEPTH, 64 * 1024);
    }

    /** The object that a line is, wholly. */
    public Json.Fields parse(String line) throws BadMessage {
        try (JsonParser parser = factory.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BadMessage("it is not a JSON object");
            }
            Json.Fields fields = object(parser, new int[] {MAX_VALUES});
            if (parser.nextToken() != null) {
                throw new BadMessage("something follows the JSON object");
            }
            return fields;
        } catch (IOException e) {
            // The parser's own words would repeat the line.
            throw new BadMessage("it is not JSON, has a field twice, or goes beyond the limits of this protocol", e);
        }
    }

    private static Json.Fields object(JsonParser parser, int[] left) throws IOException, BadMessage {
        Map<String, Json> content = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            content.put(name, value(parser, parser.nextToken(), left));
        }
        return new Json.Fields(content);
    }

    private static Json.Many list(JsonParser parser, int[] left) throws IOException, BadMessage {
        List<Json> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(parser, token, left));
        }
        return new Json.Many(items);
    }

    private static Json value(JsonParser parser, JsonToken token, int[] left) throws IOException, BadMessage {
        if (--left[0] < 0) {
            throw new BadMessage("it holds more than " + MAX_VALUES + " values");
        }
        return switch (token) {
            case VALUE_STRING -> new Json.Text(parser.getText());
            case VALUE_NUMBER_INT -> new Json.Whole(parser.getLongValue());
            case VALUE_TRUE -> new Json.Flag(true);
            case VALUE_FALSE -> new Json.Flag(false);
            case START_ARRAY -> list(parser, left);
            case START_OBJECT -> object(parser, left);
            default -> throw new BadMessage("it holds a null or a number that is not whole");
        };
    }

    /** One line of ASCII, without the newline: every other character is escaped, so a terminal shows it harmlessly. */
    public String print(Json.Fields message) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = factory.createGenerator(text)) {
            write(generator, message);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        // Jackson takes DEL for a letter; it can only stand inside of a text.
        return text.toString().replace("\u007f", "\\u007f");
    }

    /** Writes a value by a generator, which decides on its layout. */
    public static void write(JsonGenerator generator, Json json) throws IOException {
        switch (json) {
            case Json.Text(String content) -> generator.writeString(content);
            case Json.Whole(long content) -> generator.writeNumber(content);
            case Json.Flag(boolean content) -> generator.writeBoolean(content);
            case Json.Many(List<Json> items) -> {
                generator.writeStartArray();
                for (Json item : items) {
                    write(generator, item);
                }
                generator.writeEndArray();
            }
            case Json.Fields(Map<String, Json> content) -> {
                generator.writeStartObject();
                for (Map.Entry<String, Json> field : content.entrySet()) {
                    generator.writeFieldName(field.getKey());
                    write(generator, field.getValue());
                }
                generator.writeEndObject();
            }
        }
    }
}
