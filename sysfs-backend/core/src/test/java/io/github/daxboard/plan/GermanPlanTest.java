// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.text.Texts;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A plan in another language than English: nothing of it is left in English, and it stays the same plan. */
class GermanPlanTest {
    private static final Texts GERMAN = Texts.of(Locale.GERMAN);
    private static final DeviceName DAX00 = DeviceName.of("dax0.0");

    private static ChangePlan toFsdev(Snapshot snapshot) {
        return Planner.plan(snapshot, List.of(new Change.SwitchMode(DAX00, Mode.FSDEV)))
                .changes()
                .getFirst();
    }

    @Test
    void aRefusalIsSaidWithItsErrorAndWhatWasSeen() {
        List<Holder> holders = List.of(
                new Holder(DAX00, Holder.Kind.OPEN_FILE, 7, "app", 1000),
                new Holder(DAX00, Holder.Kind.MAPPING, 7, "app", 1000),
                Holder.claim(DAX00));
        ChangePlan plan = toFsdev(Pictures.withHolders(Pictures.plain(), Reading.of(holders)));

        assertThat(plan.blockers().getFirst().asText(GERMAN)).isEqualTo("""
                dax0.0 ist in Benutzung. (EBUSY: Gerät oder Ressource belegt)
                Grund: Der Kernel würde seinen 2 Nutzern den Speicher ohne Nachfrage entziehen.
                  | app (PID 7) hat es geöffnet und eingeblendet (mmap)
                  | ein Dateisystem im Kernel hat es beansprucht
                Abhilfe: Beenden Sie die Programme oder hängen Sie die Dateisysteme aus, die es benutzen, und planen Sie dann erneut.""");
    }

    @Test
    void aStepIsSaidWithItsProofAndItsUndo() {
        ChangePlan plan = toFsdev(Pictures.plain());

        assertThat(GERMAN.say(plan.change().message())).isEqualTo("dax0.0 auf fsdev");
        assertThat(GERMAN.say(plan.consequence())).isEqualTo("Daten bleiben; direktes mmap endet.");
        assertThat(plan.steps())
                .extracting(step -> GERMAN.say(step.action().message()) + " | "
                        + GERMAN.say(step.proof().message()) + " | "
                        + GERMAN.say(step.undo().message()))
                .contains(
                        "Prüfen, dass dax0.0 nicht in Benutzung ist | nicht in Benutzung | nichts rückgängig zu machen",
                        "dax0.0 von device_dax trennen | der Treiberlink ist weg | dax0.0 an device_dax binden");
    }
}
