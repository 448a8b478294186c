// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.plan.Warning;
import io.github.daxboard.ui.plan.Verdict;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.ArrayList;
import java.util.List;

/** What a column says to several devices: refused where it refuses all, warned where it refuses some. */
final class GroupVerdict {
    record One(DeviceName device, Verdict verdict) {}

    private GroupVerdict() {}

    static Verdict of(List<One> all) {
        if (all.size() == 1) {
            return all.getFirst().verdict();
        }
        List<Problem> refusals = new ArrayList<>();
        List<Warning> warnings = new ArrayList<>();
        int steps = 0;
        int able = 0;
        for (One one : all) {
            switch (one.verdict()) {
                case Verdict.Home home -> {}
                case Verdict.Allowed allowed -> {
                    steps += allowed.steps();
                    able++;
                }
                case Verdict.Warned warned -> {
                    steps += warned.steps();
                    able++;
                    warnings.addAll(warned.warnings());
                }
                case Verdict.Refused refused -> {
                    refusals.addAll(refused.refusals());
                    warnings.add(new Warning(WindowTexts.text(
                            "verdict.stays",
                            one.device(),
                            WindowTexts.say(refused.first().fact()))));
                }
            }
        }
        if (able == 0) {
            return refusals.isEmpty() ? new Verdict.Home() : new Verdict.Refused(refusals);
        }
        String effect = WindowTexts.text("verdict.of", able, WindowTexts.count("devices", all.size()));
        return warnings.isEmpty() ? new Verdict.Allowed(effect, steps) : new Verdict.Warned(effect, warnings, steps);
    }
}
