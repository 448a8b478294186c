// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a helper is started for: its one argument. It is also what an authority is asked about, so each kind of change has a
 * word of its own: who may resize need not be let destroy.
 */
public enum Verb {
    /** Answers with trees until its input ends; has no way to write. */
    VIEW("view"),
    /** Carries one confirmed list of changes out, of any kinds, and ends. */
    APPLY("apply"),
    /** The same, for changes of modes alone. */
    SWITCH("switch"),
    /** The same, for new devices alone. */
    CREATE("create"),
    /** The same, for sizes alone. */
    RESIZE("resize"),
    /** The same, for alignments alone. */
    ALIGN("align"),
    /** The same, for devices that are given up alone. */
    DESTROY("destroy"),
    /** The same, for bringing memory online alone. */
    ONLINE("online"),
    /** The same, for taking memory offline alone. */
    OFFLINE("offline"),
    /** Ends a plan that was begun by a helper that was killed, and ends. */
    RECOVER("recover");

    private final String word;

    Verb(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<Verb> parse(String text) {
        return Arrays.stream(values()).filter(verb -> verb.word.equals(text)).findFirst();
    }

    /** Whether its plans may load a driver: that of a switch, and any plan that a switch may be a part of. */
    public boolean mayLoadDrivers() {
        return this == SWITCH || this == APPLY || this == RECOVER;
    }

    /** What a helper needs of root's capabilities; it is started without all others. */
    public Set<Capability> capabilities() {
        EnumSet<Capability> needed =
                EnumSet.of(Capability.DAC_READ_SEARCH, Capability.SYS_PTRACE, Capability.SYS_ADMIN);
        if (this != VIEW) {
            needed.add(Capability.SYSLOG);
        }
        if (mayLoadDrivers()) {
            needed.add(Capability.SYS_MODULE);
        }
        return Collections.unmodifiableSet(needed);
    }

    /** The least that has to be allowed for an order. */
    public static Verb of(Order order) {
        List<Verb> kinds = order.changes().stream().map(Verb::of).distinct().toList();
        return kinds.size() == 1 ? kinds.getFirst() : APPLY;
    }

    /** Whether a helper that was started for this may carry an order out. */
    public boolean allows(Order order) {
        return this == APPLY || this == of(order);
    }

    private static Verb of(Change change) {
        return switch (change) {
            case Change.SwitchMode to -> SWITCH;
            case Change.Create created -> CREATE;
            case Change.Resize resized -> RESIZE;
            case Change.SetAlign aligned -> ALIGN;
            case Change.Destroy destroyed -> DESTROY;
            case Change.Online online -> ONLINE;
            case Change.Offline offline -> OFFLINE;
        };
    }
}
