// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.apply.Outcome.DeviceState;
import io.github.daxboard.plan.Order;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A plan that was carried out and has ended, as its journal holds it.
 *
 * @param number counts the plans of a host; the newest has the highest
 * @param begun when, by the host's clock
 * @param ended when, by the host's clock
 * @param who on whose behalf, such as {@code uid 1000 by pkexec}
 * @param order what was asked for
 * @param outcome what it came to; its {@code stateNow} is what the devices were afterwards
 * @param before for each change of the order, what its device was when its turn came; none for one that was not begun
 */
public record PastPlan(
        long number,
        Instant begun,
        Instant ended,
        String who,
        Order order,
        Outcome outcome,
        List<Optional<DeviceState>> before) {
    public PastPlan {
        before = List.copyOf(before);
    }
}
