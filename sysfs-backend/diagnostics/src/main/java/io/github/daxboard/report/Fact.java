// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.model.Reading;
import io.github.daxboard.protocol.Json;

/**
 * One thing that is known, or not known, of a device, region or node.
 *
 * @param key its name in JSON
 * @param label its name for people
 * @param value the value, or why there is none
 * @param words the value for people; empty where there is none
 * @param source the attribute or file that it comes from
 */
public record Fact(String key, String label, Reading<Json> value, String words, String source) {

    /** The value for people, or why it is not known. */
    public String shown() {
        return words.isEmpty() ? value.whyNot() : words;
    }

    Json.Fields json() {
        return Json.make()
                .with("name", key)
                .with("value", Shapes.reading(value))
                .with("source", source)
                .made();
    }
}
