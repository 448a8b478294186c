// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the lab's kernel answered, as {@link LabConformsTest} records it: a scenario's name behind ==, then its lines. */
final class RecordedAnswers {
    private final Map<String, List<String>> answers;

    private RecordedAnswers(Map<String, List<String>> answers) {
        this.answers = answers;
    }

    static RecordedAnswers load() {
        try (InputStream in = RecordedAnswers.class.getResourceAsStream("/conformance/lab-6.12.txt")) {
            if (in == null) {
                throw new IllegalStateException("conformance/lab-6.12.txt is not on the class path");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RecordedAnswers parse(String text) {
        Map<String, List<String>> answers = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("== ")) {
                current = new ArrayList<>();
                answers.put(line.substring(3), current);
            } else if (!line.startsWith("#")) {
                current.add(line);
            }
        }
        return new RecordedAnswers(answers);
    }

    List<String> of(Scenario scenario) {
        return Optional.ofNullable(answers.get(scenario.name()))
                .orElseThrow(() -> new IllegalStateException("\"" + scenario.name()
                        + "\" was never recorded; run LabConformsTest with -Ddaxboard.conformance.record=FILE"));
    }

    static String format(Map<String, List<String>> transcripts) {
        StringBuilder text = new StringBuilder("""
                # SPDX-License-Identifier: Apache-2.0
                # What the lab's kernel answered. Recorded by LabConformsTest, not written by hand.
                """);
        transcripts.forEach((name, lines) -> {
            text.append("== ").append(name).append('\n');
            lines.forEach(line -> text.append(line).append('\n'));
        });
        return text.toString();
    }
}
