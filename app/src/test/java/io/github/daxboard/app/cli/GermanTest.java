// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.client.Hosts;
import io.github.daxboard.text.Texts;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With German as the user's language, no sentence of the bundle is said in English. */
class GermanTest {
    /** Shorter pieces may stand in names and paths. */
    private static final int SHORTEST = 12;

    private static final Set<String> ENGLISH_PIECES = englishPieces();

    private static CommandLineRun german(String typed, String words) {
        return CommandLineRun.of(Texts.of(Locale.GERMANY), new Hosts(), typed, (words + " --host demo").split(" ", -1));
    }

    /** What stands between the places of each English message, where no German message has it too. */
    private static Set<String> englishPieces() {
        String bundle = "io.github.daxboard.text.messages";
        ResourceBundle english = ResourceBundle.getBundle(bundle, Locale.ENGLISH);
        ResourceBundle german = ResourceBundle.getBundle(bundle, Locale.GERMAN);
        String allGerman = german.keySet().stream().map(german::getString).collect(Collectors.joining("\n"));
        return english.keySet().stream()
                .map(english::getString)
                .flatMap(text -> Stream.of(text.split("\\{\\d}", -1)))
                .map(String::strip)
                .filter(piece -> piece.length() >= SHORTEST && piece.contains(" ") && !allGerman.contains(piece))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest(name = "daxboard {0} ends with {1} and prints: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            list                                      | 0 | Ausrichtung
            holders dax0.1                            | 0 | Kein Prozess, kein Mount und kein Dateisystem benutzt diese Geräte.
            clean                                     | 0 | Es gibt kein Gerät der Größe 0 aufzuräumen.
            show dax0.0                               | 0 | auf demo
            show region0                              | 0 | auf demo
            show node0                                | 0 | auf demo
            plan dax0.1 fsdev                         | 0 | Es wurde nichts geschrieben.
            plan dax0.0 fsdev                         | 3 | Abhilfe:
            plan dax0.1 system-ram                    | 0 | Es wurde nichts geschrieben.
            switch dax0.1 fsdev -y                    | 0 | dax0.1
            resize dax0.1 8G -n                       | 0 | Es wurde nichts geschrieben.
            doctor                                    | 3 | Problem
            log                                       | 0 | Auf demo sind keine Pläne aufgezeichnet.
            log --limit 0                             | 2 | --limit muss mindestens 1 sein, nicht 0.
            undo                                      | 2 | Abhilfe: Siehe daxboard log.
            recover                                   | 0 | Jeder Plan, der auf demo begonnen wurde, ist beendet.
            recover sideways                          | 2 | »sideways« gehört nicht zu: finish, undo, forget
            recover --yes                             | 2 | brauchen finish, undo oder forget
            show dax7.7                               | 2 | dax7.7 gibt es auf demo nicht.
            show                                      | 2 | Es fehlt: WHAT
            create -r 0 -s 4GB                        | 2 | Ungültiger Wert für --size: »4GB« ist keine gültige Größe.
            create -s 4G                              | 2 | Wählen Sie eine mit --region: 0
            split dax0.3 --parts 1                    | 2 | --parts muss zwischen 2 und 64 liegen, nicht 1.
            plan dax0.1 ramdisk                       | 2 | »ramdisk« ist kein Modus.
            plan dax0.1 fsdev --zone kernel           | 2 | gelten nur für system-ram, nicht für fsdev
            apply /nonexistent                        | 2 | keine solche Datei
            switch dax0.1 fsdev -y --report run.pdf   | 2 | Die Endung bestimmt die Form des Berichts.
            list --bogus                              | 2 | Unbekannte Option: »--bogus«
            frobnicate                                | 2 | Unbekannter Befehl: »frobnicate«
            """)
    void noSentenceIsInEnglish(String words, int exit, String said) {
        CommandLineRun run = german("", words);

        assertThat(run.exit()).as(run.all()).isEqualTo(exit);
        assertThat(run.all()).contains(said);
        assertThat(ENGLISH_PIECES).noneMatch(run.all()::contains);
    }

    @ParameterizedTest
    @CsvSource({"y, 0", "yes, 0", "j, 0", "ja, 0", "n, 4", "'', 4", "oui, 4"})
    void aQuestionTakesBothLanguages(String answer, int exit) {
        CommandLineRun run = german(answer + "\n", "switch dax0.1 fsdev");

        assertThat(run.exit()).as(run.all()).isEqualTo(exit);
        assertThat(run.out()).contains("Anwenden? [j/N] ");
    }

    @Test
    void jsonIsTheSameInEveryLanguage() {
        for (String words : new String[] {"list --json", "holders --json", "show dax0.0 --json"}) {
            assertThat(steady(german("", words).out()))
                    .isEqualTo(steady(CommandLineRun.of((words + " --host demo").split(" ", -1))
                            .out()));
        }
    }

    private static String steady(String json) {
        return Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z").matcher(json).replaceAll("TIME");
    }
}
