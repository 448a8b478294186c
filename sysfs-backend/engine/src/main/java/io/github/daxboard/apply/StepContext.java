// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Reading;
import io.github.daxboard.text.Message;
import java.util.SortedMap;

/**
 * What a step is done with.
 *
 * @param before each device's driver before the step
 * @param found what the step that is done, or undone, found of its device
 * @param cancel the wish to give up; nobody's while something is undone
 * @param progress told how far a long step is
 */
record StepContext(SortedMap<DeviceName, Reading<Driver>> before, PriorState found, Cancel cancel, Progress progress) {
    /** Told how far a long step is. */
    @FunctionalInterface
    interface Progress {
        void told(int done, int total, Message current);
    }
}
