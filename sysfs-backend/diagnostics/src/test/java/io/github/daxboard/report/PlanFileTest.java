// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Change.Extent;
import io.github.daxboard.plan.Change.Onlining;
import io.github.daxboard.plan.Order;
import io.github.daxboard.text.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanFileTest {
    private static final DeviceName DAX01 = DeviceName.of("dax0.1");
    private static final List<Change> EVERY_KIND = List.of(
            new Change.SwitchMode(DAX01, Mode.FSDEV),
            new Change.SwitchMode(DAX01, Mode.SYSTEM_RAM, Onlining.KERNEL),
            new Change.Create(0, new Extent.Size(1L << 30), Optional.of(1L << 21)),
            new Change.Create(0, new Extent.At(0x8000000000L, 0x803fffffffL), Optional.empty()),
            new Change.Resize(DAX01, 1L << 30),
            new Change.Destroy(DAX01),
            new Change.SetAlign(DAX01, 4096),
            new Change.Online(DAX01, Zone.MOVABLE),
            new Change.Offline(DAX01));

    private static PlanFile file() {
        return new PlanFile(
                new Order(EVERY_KIND, Set.of(DAX01)),
                "0123456789abcdef".repeat(4),
                "memlab-1",
                "6.12.117",
                Instant.parse("2026-11-25T10:00:00Z"),
                List.of("a line", "another <one>"));
    }

    @Test
    void whatIsSavedIsWhatIsReadForEveryKindOfChange() throws BadDocument {
        assertThat(PlanFile.parse(file().print())).isEqualTo(file());
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "to" : "fsdev"      | "to" : "ramdisk"     | changes[0].to: not one of devdax
            "do" : "destroy"    | "do" : "explode"     | changes[5].do: not one of switch
            "device" : "dax0.1" | "device" : "dax00.1" | changes[0].device: not a device name
            "daxboard-plan" : 1 | "daxboard-plan" : 2  | daxboard-plan: version 2 of plan files
            "bytes" : 4096      | "bytes" : -1         | changes[6].bytes: must be greater than 0
            "bytes" : 4096      | "bites" : 4096       | changes[6]: "bites" is not one of
            "digest" : "01      | "digest" : "zz       | digest: not 64 hexadecimal digits
            "end" : "0x803      | "end" : "0x703       | changes[3].end: less than "start"
            "changes" : [       | "changes" : [[       | line
            "host" : "memlab-1" | "host" : null        | line 3
            "to" : "system-ram" | "to" : "fsdev"       | changes[1].onlining: only valid with system-ram, not with fsdev
            """)
    void whatIsWrongIsSaidWithItsPlace(String good, String bad, String said) {
        String text = file().print().replaceFirst(java.util.regex.Pattern.quote(good), bad);

        assertThat(text).isNotEqualTo(file().print());
        assertThatThrownBy(() -> PlanFile.parse(text))
                .isInstanceOf(BadDocument.class)
                .hasMessageContaining(said);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @CsvSource(delimiter = '|', textBlock = """
            ''              | the file is empty
            hello           | line 1
            []              | not an object
            {}              | "daxboard-plan" is missing
            """)
    void aFileThatIsNoPlanIsSaidSo(String text, String said) {
        assertThatThrownBy(() -> PlanFile.parse(text)).hasMessageContaining(said);
    }

    @Test
    void whatIsWrongIsSaidInGermanToo() {
        String text = file().print().replaceFirst("fsdev", "ramdisk");

        assertThatThrownBy(() -> PlanFile.parse(text))
                .isInstanceOfSatisfying(
                        BadDocument.class,
                        bad -> assertThat(Texts.of(Locale.GERMAN).say(bad.reason()))
                                .isEqualTo("changes[0].to: keines von devdax, fsdev, famfs, system-ram, unbound"));
    }

    @Test
    void aFileThatIsCutShortIsSaidSo() {
        String whole = file().print();

        assertThatThrownBy(() -> PlanFile.parse(whole.substring(0, whole.length() / 2)))
                .isInstanceOf(BadDocument.class)
                .hasMessageContaining("line ");
    }
}
