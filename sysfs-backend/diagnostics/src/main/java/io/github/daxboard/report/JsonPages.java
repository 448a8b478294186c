// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.daxboard.protocol.Json;
import io.github.daxboard.protocol.JsonText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** JSON for people and scripts: indented, or a line each. Every character beyond ASCII, and every control character, is escaped. */
public final class JsonPages {
    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private JsonPages() {}

    /** Indented by two blanks, without a newline at its end. */
    public static String pretty(Json json) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return print(json, new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
    }

    /** On one line. */
    public static String line(Json json) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            JsonText.write(generator, json);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        // Jackson takes DEL for a letter; it can only stand inside of a text.
        return text.toString().replace("\u007f", "\\u007f");
    }

    private static String print(Json json, DefaultPrettyPrinter printer) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            generator.setPrettyPrinter(printer);
            JsonText.write(generator, json);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        // Jackson takes DEL for a letter; it can only stand inside of a text.
        return text.toString().replace("\u007f", "\\u007f");
    }
}
