// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.Mode;
import io.github.daxboard.ui.plan.PlanState;
import io.github.daxboard.ui.plan.StepState;
import io.github.daxboard.ui.theme.ThemeChoice;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WindowTextsTest {
    private static final Pattern QUOTED = Pattern.compile("\"([a-z][a-z0-9.-]*)\"");
    private static final Pattern TEXT = Pattern.compile("WindowTexts\\.text\\(\\s*([^;]*?)\\)", Pattern.DOTALL);
    private static final Pattern COUNT = Pattern.compile("WindowTexts\\.count\\(\\s*\"([^\"]+)\"");
    private static final Pattern LITERAL_KEY = Pattern.compile("WindowTexts\\.text\\(\\s*\"([^\"]+)\"\\s*[,)]");
    private static final Pattern PLACE = Pattern.compile("\\{\\d\\}");
    private final ResourceBundle bundle = ResourceBundle.getBundle("io.github.daxboard.ui.words.messages");

    @Test
    void everyKeyThatTheCodeNamesExists() throws IOException {
        String code = code();
        Set<String> named = new TreeSet<>(found(LITERAL_KEY, code));
        found(COUNT, code).forEach(key -> named.addAll(List.of(key + ".one", key + ".many")));
        // A choice between two keys: both are named before the first comma or bracket.
        TEXT.matcher(code)
                .results()
                .map(match -> match.group(1))
                .filter(arguments -> arguments.contains("?"))
                .flatMap(arguments -> QUOTED.matcher(arguments).results().map(match -> match.group(1)))
                .filter(key -> key.contains("."))
                .forEach(named::add);
        assertThat(named).isNotEmpty().isSubsetOf(bundle.keySet());
    }

    @Test
    void everyKeyThatIsMadeFromAnEnumExists() {
        Stream<String> keys = Stream.of(
                        Stream.of(PlanState.values()).map(state -> "plan.state." + state.key()),
                        Stream.of(StepState.values()).map(state -> "step.state." + state.key()),
                        Stream.of(ThemeChoice.values()).map(choice -> "theme." + choice.word()),
                        Stream.of(Mode.values()).map(mode -> "column.note." + mode.word()))
                .flatMap(each -> each);
        assertThat(keys).isSubsetOf(bundle.keySet());
    }

    @Test
    void noKeyIsLeftOver() throws IOException {
        String code = code();
        assertThat(bundle.keySet().stream().filter(key -> !isUsed(key, code))).isEmpty();
    }

    @Test
    void everyTextIsThereInGermanWithTheSamePlaces() throws IOException {
        Properties english = texts("");
        Properties german = texts("_de");
        assertThat(german.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(english.stringPropertyNames().stream()
                        .filter(key -> !places(english.getProperty(key)).equals(places(german.getProperty(key)))))
                .as("keys whose {0}, {1}.. differ")
                .isEmpty();
    }

    @Test
    void germanIsTranslatedAndNotCopied() throws IOException {
        Properties english = texts("");
        Properties german = texts("_de");
        long same = english.stringPropertyNames().stream()
                .filter(key -> english.getProperty(key).length() > 20)
                .filter(key -> english.getProperty(key).equals(german.getProperty(key)))
                .count();
        // The commands to type are the same in every language.
        assertThat(same).isLessThanOrEqualTo(2);
    }

    private static Properties texts(String language) throws IOException {
        Properties texts = new Properties();
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(WindowTextsTest.class.getResourceAsStream(
                        "/io/github/daxboard/ui/words/messages" + language + ".properties")),
                StandardCharsets.UTF_8)) {
            texts.load(in);
        }
        return texts;
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    /** By its whole name, or by the part that a longer name is put together from. */
    private static boolean isUsed(String key, String code) {
        for (String part = key; part.contains("."); part = part.substring(0, part.lastIndexOf('.'))) {
            if (code.contains("\"" + part + "\"") || code.contains("\"" + part + ".\"")) {
                return true;
            }
        }
        String first = key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
        return code.contains("\"" + first + ".\"") || code.contains("\"" + first + "\"");
    }

    private static Set<String> found(Pattern pattern, String code) {
        return pattern.matcher(code)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static String code() throws IOException {
        Path checkout = Path.of(System.getProperty("daxboard.checkout", ".."));
        try (Stream<Path> files = Files.walk(Stream.of(checkout.resolve("ui"), Path.of("."))
                .filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
                .findFirst()
                .orElseThrow()
                .resolve("src/main/java"))) {
            StringBuilder all = new StringBuilder();
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }
}
