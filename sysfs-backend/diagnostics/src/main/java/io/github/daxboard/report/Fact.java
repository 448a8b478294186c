// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.model.Reading;
import io.github.daxboard.protocol.Json;
import io.github.daxboard.text.Message;

/**
 * One fact about a device, region or node, known or not known.
 *
 * @param key its name in JSON
 * @param name its name for people
 * @param value the value, or why there is none
 * @param text the value for people; empty if there is none
 * @param source the attribute or file that it comes from
 */
public record Fact(String key, Message name, Reading<Json> value, Message text, String source) {
    /** Its name, in English. */
    public String label() {
        return name.english();
    }

    /** {@link #shownMessage} in English. */
    public String shown() {
        return shownMessage().english();
    }

    /** The value for people, or why it is not known. */
    public Message shownMessage() {
        return text.isEmpty() ? value.message() : text;
    }

    Json.Fields json() {
        return Json.make()
                .with("name", key)
                .with("value", Shapes.reading(value))
                .with("source", source)
                .made();
    }
}
