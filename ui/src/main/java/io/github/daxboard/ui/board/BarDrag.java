// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.plan.Change;
import io.github.daxboard.ui.plan.Verdict;
import java.util.Optional;

/**
 * A gesture in a region's bar: an edge that is dragged, or free space that is dragged over.
 *
 * @param region the region's id
 * @param device whose edge it is; none where a device is being made
 * @param from where what is drawn begins, 0 to 1 of the bar
 * @param to where it ends
 * @param change what a drop would queue; none while it makes no sense
 * @param verdict what would come of it
 * @param title in words
 */
public record BarDrag(
        int region,
        Optional<DeviceName> device,
        double from,
        double to,
        Optional<Change> change,
        Verdict verdict,
        String title) {}
