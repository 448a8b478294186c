// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.sim.SimulatedKernel.Write;
import java.util.ArrayList;
import java.util.List;

/** The writes that were asked for. */
final class WriteLog {
    private final List<Write> writes = new ArrayList<>();

    synchronized void add(Write write) {
        writes.add(write);
    }

    synchronized List<Write> all() {
        return List.copyOf(writes);
    }
}
