// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.fuzz;

import io.github.daxboard.capture.ArchiveFuzz;
import io.github.daxboard.client.AddressFuzz;
import io.github.daxboard.helper.JournalFuzz;
import io.github.daxboard.helper.SessionFuzz;
import io.github.daxboard.linux.ProcessFuzz;
import io.github.daxboard.linux.SuperblockFuzz;
import io.github.daxboard.linux.UdevFuzz;
import io.github.daxboard.protocol.AnswerFuzz;
import io.github.daxboard.protocol.RequestFuzz;
import io.github.daxboard.report.PlanFileFuzz;
import io.github.daxboard.sim.WorldFuzz;
import io.github.daxboard.sysfs.NumberFuzz;
import io.github.daxboard.sysfs.TreeFuzz;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** All targets, by the names that {@code tools/fuzz} takes. */
final class Targets {
    static final Map<String, FuzzTarget> ALL = all();

    private Targets() {}

    private static Map<String, FuzzTarget> all() {
        Map<String, FuzzTarget> all = new LinkedHashMap<>();
        all.put("requests", new RequestFuzz());
        all.put("answers", new AnswerFuzz());
        all.put("sessions", new SessionFuzz());
        all.put("journals", new JournalFuzz());
        all.put("archives", new ArchiveFuzz());
        all.put("plan-files", new PlanFileFuzz());
        all.put("trees", new TreeFuzz());
        all.put("numbers", new NumberFuzz());
        all.put("superblocks", new SuperblockFuzz());
        all.put("processes", new ProcessFuzz());
        all.put("udev-rules", new UdevFuzz());
        all.put("worlds", new WorldFuzz());
        all.put("addresses", new AddressFuzz());
        return Collections.unmodifiableMap(all);
    }
}
