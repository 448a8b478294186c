// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.Executor;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.SnapshotReader;
import io.github.daxboard.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A report and a script of one run: the report is in the reader's language, the script is always in English. */
class GermanReportTest {
    private static final DeviceName DAX01 = DeviceName.of("dax0.1");
    private static final Texts GERMAN = Texts.of(Locale.GERMAN);

    private final SimulatedKernel kernel = SimulatedKernel.boot(World.demo());
    private final Snapshot before = picture();
    private final Plan plan = Planner.plan(before, List.of(new Change.SwitchMode(DAX01, Mode.SYSTEM_RAM)));

    private Snapshot picture() {
        return SnapshotReader.read(kernel, new HostName("demo"), Instant.EPOCH);
    }

    private RunReport report() {
        List<RunReport.Told> events = new ArrayList<>();
        Outcome outcome = new Executor(kernel, System::nanoTime)
                .run(plan, (ApplyEvent event) -> events.add(new RunReport.Told(Duration.ZERO, event)), Cancel.never());
        return new RunReport(
                "daxboard 1",
                before,
                plan,
                Instant.EPOCH,
                events,
                Optional.of(outcome),
                Optional.empty(),
                Optional.of(picture()));
    }

    @Test
    void aReportIsInTheLanguageThatIsAskedForAndElseInEnglish() {
        RunReport report = report();

        assertThat(report.text(GERMAN))
                .contains("Ablauf", "Nachweis: ", "geprüft", "Ausgeführt und geprüft.", "Unterschiede zu vorher:")
                .doesNotContain("proved by", "undone by", "verified", "read back", "What ");
        assertThat(report.html(GERMAN)).contains("lang=\"de\"", "Ausgeführt und geprüft.");
        assertThat(report.text()).isEqualTo(report.text(Texts.ENGLISH)).contains("proved by: ");
    }

    @Test
    void aScriptIsInEnglish() {
        assertThat(ShellScript.of(before, plan)).contains("# A plan by Daxboard, made ", "echo 'Done. Each write was");
        assertThat(DaxctlCommands.of(before, plan)).contains("# A plan by Daxboard for demo as daxctl commands.");
    }
}
