// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.helper.Kinds.Kind;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.sim.SimulatedKernel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan's journal as it was written, and what the machine was when each part of it was about to be.
 *
 * @param parts where each part begins that was written with one call
 */
// The bytes are read and never changed, and no two of these are compared.
@SuppressWarnings("ArrayRecordComponent")
record Written(Kind kind, Plan plan, byte[] text, List<Part> parts) {
    /** A part: its first byte, and the moment at which a helper has to be killed for it not to be there. */
    record Part(int from, int moment) {}

    /** Carries a kind of plan out. */
    static Written by(Kind kind, Path folder) throws Exception {
        Host host = new Host(folder, kind.ready());
        Plan plan = kind.plan(host.kernel());
        Mortal whole = Mortal.never();
        host.runUntilKilled(plan, whole);
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (Mortal.JournalWrite one : whole.journalWrites()) {
            parts.add(new Part(from, one.moment()));
            from += one.bytes();
        }
        return new Written(kind, plan, Files.readAllBytes(host.journals().resolve("1.jsonl")), parts);
    }

    /** The part to which a byte belongs. */
    int partAt(long at) {
        int part = parts.size() - 1;
        while (parts.get(part).from() > at) {
            part--;
        }
        return part;
    }

    int end(int part) {
        return part + 1 < parts.size() ? parts.get(part + 1).from() : text.length;
    }

    /** Whether something was intended in what comes before a part. */
    boolean hasIntent(int part) {
        return new String(text, 0, parts.get(part).from(), StandardCharsets.US_ASCII).contains("\"is\":\"intends\"");
    }

    /** The machine when a part was about to be written. */
    SimulatedKernel machineAt(int part, Host host) throws Exception {
        host.becomes(kind.ready());
        host.runUntilKilled(plan, Mortal.at(parts.get(part).moment()));
        host.keepOnlyTheFirst();
        return host.kernel();
    }
}
