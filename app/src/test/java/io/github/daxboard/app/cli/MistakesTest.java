// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What mutated command lines have found, each by its name. */
@Timeout(60)
class MistakesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private static void isOneSentence(CommandLineRun run, String said) {
        assertThat(run.exit()).as(run.all()).isEqualTo(2);
        assertThat(run.err()).contains(said).doesNotContain("java.");
        assertThat(run.err().lines()).hasSize(2);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aWatchForLongerThanALongHoldsJustGoesOn() {
        CommandLineRun run = CommandLineRun.of(
                DemoBut.with(Map.of("watch", demo -> {
                    Thread.currentThread().interrupt();
                    return (AutoCloseable) () -> {};
                })),
                "",
                "watch",
                "--for",
                String.valueOf(Long.MAX_VALUE),
                "--host",
                "demo");
        assertThat(Thread.interrupted())
                .as("it was interrupted while it waited")
                .isTrue();
        assertThat(run.exit()).as(run.all()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            watch --for -1                            | --for must be 0 seconds or more, not -1.
            watch --changes 0                         | --changes must be 1 or more, not 0.
            watch --changes 99999999999               | '99999999999' is not a whole number, or is too large.
            watch --for 99999999999999999999          | is not a whole number, or is too large.
            log --limit many                          | 'many' is not a whole number, or is too large.
            split dax0.1 --parts 2147483648           | is not a whole number, or is too large.
            undo 99999999999999999999                 | is not a whole number, or is too large.
            apply /dev/zero                           | '/dev/zero' is larger than 4 MiB, the limit for such a file.
            create --input /dev/zero                  | '/dev/zero' is larger than 4 MiB, the limit for such a file.
            plan dax0.1 fsdev --after /dev/zero       | '/dev/zero' is larger than 4 MiB, the limit for such a file.
            """)
    void isSaidInOneSentence(String words, String said) {
        isOneSentence(CommandLineRun.of((words + " --host demo").split(" ")), said);
    }

    @Test
    void aNameWithANulIsNoFilesName() {
        isOneSentence(CommandLineRun.of("apply", "plan\0.json", "--host", "demo"), "is not a valid file name");
        isOneSentence(CommandLineRun.of("capture", "a\0", "--host", "demo"), "is not a valid file name");
    }

    @Test
    void aWordOfAnyLengthIsQuotedInPart() {
        for (String word : new String[] {"x".repeat(100_000), "--" + "x".repeat(100_000)}) {
            CommandLineRun run = CommandLineRun.of("list", word, "--host", "demo");
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.err()).hasSizeBetween(100, 2_000).contains("xxx...", "See: daxboard list --help");
        }
    }

    @Test
    void aWordThatBeginsWithAtIsAWordAndNoFileOfOptions() throws IOException {
        Path file = Files.writeString(folder.resolve("options"), "dax0.1 fsdev --yes");
        CommandLineRun run = CommandLineRun.of(DemoBut.hosts(), "", "switch", "@" + file, "--host", "demo");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("is not a device name");
    }

    @Test
    void aCaptureThatIsNotThereIsSaidToBe() {
        CommandLineRun run = CommandLineRun.of("list", "--host", "sysfs:" + folder.resolve("absent.tar"));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("there is no such file or folder").doesNotContain("java.");
    }

    /** A plan may come through a pipe, as a shell's {@code <(...)} gives it. */
    @Test
    void aPlanIsReadFromAPipe() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path plan = folder.resolve("plan.json");
        CommandLineRun.of("plan", "dax0.1", "fsdev", "--save", plan.toString(), "--host", "demo");
        Process writer = new ProcessBuilder("sh", "-c", "cat \"$0\" >\"$1\"", plan.toString(), pipe.toString()).start();
        CommandLineRun run = CommandLineRun.of("export", pipe.toString(), "--host", "demo");
        assertThat(writer.waitFor(Duration.ofSeconds(30))).isTrue();
        assertThat(run.exit()).as(run.all()).isZero();
        assertThat(run.out()).contains("register dax0.1 fsdev_dax");
    }
}
