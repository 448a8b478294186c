// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bundle of messages: each key that the code names is there, in every language, and none is left over. */
class MessagesTest {
    private static final Path CHECKOUT = Path.of(System.getProperty("daxboard.checkout", "../.."));
    private static final Path BUNDLES =
            CHECKOUT.resolve("sysfs-backend/core/src/main/resources/io/github/daxboard/text");
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");
    private static final Pattern MESSAGE = Pattern.compile("Message\\s*\\.of\\(\\s*\"([a-zA-Z0-9.-]+)\"");
    private static final Pattern COUNT = Pattern.compile("Message\\s*\\.count\\(\\s*\"([a-zA-Z0-9.-]+)\"");
    private static final Pattern CAUSE = Pattern.compile("Cause\\s*\\.keyed\\(\\s*\"([a-zA-Z0-9.-]+)\"");
    private static final Pattern PROBLEM =
            Pattern.compile("Problem\\s*\\.keyed\\(\\s*(?:Kind|Problem\\.Kind)\\.[A-Z_]+,\\s*\"([a-zA-Z0-9.-]+)\"");

    private static Map<String, String> bundle(String language) throws IOException {
        Properties read = new Properties();
        try (Reader in = Files.newBufferedReader(
                BUNDLES.resolve("messages" + language + ".properties"), StandardCharsets.UTF_8)) {
            read.load(in);
        }
        Map<String, String> texts = new TreeMap<>();
        read.forEach((key, text) -> texts.put((String) key, (String) text));
        return texts;
    }

    private static String code() throws IOException {
        StringBuilder code = new StringBuilder();
        try (Stream<Path> files = Files.walk(CHECKOUT, 20)) {
            for (Path file : files.filter(one -> one.toString().contains("/src/main/java/")
                            && one.toString().endsWith(".java"))
                    .toList()) {
                code.append(Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return code.toString();
    }

    private static Set<String> keys(Pattern pattern, String code, String... ends) {
        return pattern.matcher(code)
                .results()
                .map(MatchResult::group)
                .map(call -> call.substring(call.indexOf('"') + 1, call.length() - 1))
                .flatMap(key -> Stream.of(ends).map(end -> key + end))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void whatTheCodeNamesIsThereAndNothingElseIs() throws Exception {
        String code = code();
        Set<String> named = new TreeSet<>();
        named.addAll(keys(MESSAGE, code, ""));
        named.addAll(keys(COUNT, code, ".one", ".many"));
        named.addAll(keys(PROBLEM, code, ".what", ".why", ".cure"));
        named.addAll(keys(CAUSE, code, ".why", ".cure"));
        assertThat(bundle("").keySet()).isEqualTo(named);
    }

    @Test
    void eachLanguageHasEachMessageWithTheSamePlaces() throws Exception {
        Map<String, String> english = bundle("");
        Map<String, String> german = bundle("_de");
        assertThat(german.keySet()).isEqualTo(english.keySet());
        english.forEach(
                (key, text) -> assertThat(places(german.get(key))).as(key).isEqualTo(places(text)));
        System.out.println("messages: " + english.size() + " keys, each in 2 languages");
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void eachLineOfABundleIsReadAsItStands() throws Exception {
        for (String language : new String[] {"", "_de"}) {
            long lines = Files.readString(BUNDLES.resolve("messages" + language + ".properties"))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .count();
            assertThat(bundle(language)).hasSize((int) lines);
        }
    }
}
