// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The window in German says nothing in English: of all that its screens say, nothing is a sentence or a label of an English
 * bundle whose German is another. A language is chosen once for a program, so another program shows it.
 */
class GermanWindowTest {
    private static final List<String> SCREENS = List.of(
            "board-light",
            "filter",
            "settings",
            "keys",
            "resize",
            "split",
            "form",
            "carried",
            "blocked",
            "running",
            "done",
            "failed",
            "notice",
            "unfinished",
            "unfinished-undo",
            "unfinished-forget",
            "undone",
            "lost",
            "inspector",
            "map",
            "activity",
            "fleet",
            "adding",
            "doctor",
            "how",
            "unreachable");
    private static final List<String> BUNDLES =
            List.of("io.github.daxboard.ui.words.messages", "io.github.daxboard.text.messages");
    /** Names of the kernel's files, which the window shows as they are; entries of the reports read the same. */
    private static final Set<String> FILES = Set.of("driver", "size");

    private static final Pattern PLACE = Pattern.compile("\\{\\d}");
    /** Letters that an entry must have outside of its places, so that it can be told from others. */
    private static final int LEAST_LETTERS = 3;
    /** From here on an entry is looked for inside of longer texts too. */
    private static final int SENTENCE_LETTERS = 12;

    private record Entry(String key, String english, Pattern whole, Pattern inside, boolean sentence) {
        boolean isIn(String text) {
            return whole.matcher(text).matches()
                    || (sentence && inside.matcher(text).find());
        }
    }

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Test
    void nothingThatTheGermanWindowSaysIsEnglish() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dprism.order=sw",
                "-Dprism.text=t2k",
                "-Duser.language=de",
                "-Ddaxboard.gallery.texts=true",
                "-cp",
                System.getProperty("java.class.path"),
                GalleryMain.class.getName(),
                folder.toString()));
        command.addAll(SCREENS);
        Path log = folder.resolve("log");
        Process window = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = window.waitFor(10, TimeUnit.MINUTES);
        window.destroyForcibly();
        assertThat(ended && window.exitValue() == 0).as(Files.readString(log)).isTrue();

        List<Entry> entries = entries();
        TreeSet<String> all = new TreeSet<>();
        TreeSet<String> english = new TreeSet<>();
        for (String screen : SCREENS) {
            List<String> texts = texts(screen);
            assertThat(texts).as(screen).isNotEmpty();
            all.addAll(texts);
            texts.forEach(text -> entries.stream()
                    .filter(entry -> entry.isIn(text))
                    .forEach(entry -> english.add(entry.key() + " = " + entry.english() + " | " + text)));
        }
        System.out.println("the window in German: " + SCREENS.size() + " screens, " + all.size() + " texts, against "
                + entries.size() + " English entries that read differently: " + english.size() + " found");
        assertThat(all).as("it is in German").contains("Rückgängig machen").anyMatch(text -> text.contains("Karte"));
        assertThat(english).isEmpty();
    }

    private List<String> texts(String screen) throws IOException {
        return Stream.of(Files.readString(folder.resolve(screen + ".txt")).split("\0"))
                .filter(text -> !text.isBlank())
                .toList();
    }

    private static List<Entry> entries() {
        return BUNDLES.stream()
                .flatMap(bundle -> {
                    ResourceBundle english = bundle(bundle, Locale.ENGLISH);
                    ResourceBundle german = bundle(bundle, Locale.GERMAN);
                    return english.keySet().stream()
                            .filter(key -> !english.getString(key).equals(german.getString(key)))
                            .filter(key -> !FILES.contains(english.getString(key)))
                            .filter(key -> letters(english.getString(key)) >= LEAST_LETTERS)
                            .map(key -> entry(key, english.getString(key)));
                })
                .toList();
    }

    private static ResourceBundle bundle(String name, Locale locale) {
        return ResourceBundle.getBundle(name, locale, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    }

    private static Entry entry(String key, String english) {
        String pattern = PLACE.splitAsStream(english).map(Pattern::quote).collect(Collectors.joining(".+?"))
                + (english.matches(".*\\{\\d}") ? ".+" : "");
        return new Entry(
                key,
                english,
                Pattern.compile(pattern, Pattern.DOTALL),
                Pattern.compile("(?<!\\p{L})" + pattern.replace(".+?", "[^.;\\n]+?") + "(?!\\p{L})"),
                letters(english) >= SENTENCE_LETTERS && english.strip().contains(" "));
    }

    private static long letters(String text) {
        return PLACE.matcher(text)
                .replaceAll("")
                .chars()
                .filter(Character::isLetter)
                .count();
    }
}
