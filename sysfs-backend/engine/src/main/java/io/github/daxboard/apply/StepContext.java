// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Reading;
import java.util.SortedMap;

/**
 * What a step is done with.
 *
 * @param before each device's driver before the step
 * @param found what the step that is done, or undone, found of its device
 * @param cancel the wish to give up; nobody's while something is undone
 * @param progress told how far a long step is
 */
record StepContext(
        SortedMap<DeviceName, Reading<Driver>> before, PriorState found, Cancel cancel, PlanProgress progress) {
    /** Told how far a long step is. */
    @FunctionalInterface
    interface PlanProgress {
        void told(int done, int total, String current);
    }
}
