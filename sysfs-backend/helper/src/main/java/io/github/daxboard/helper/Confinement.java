// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.linux.CallFilter;
import io.github.daxboard.linux.SystemCalls;
import io.github.daxboard.model.Errno;
import io.github.daxboard.protocol.Capability;
import io.github.daxboard.protocol.Verb;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the helper gives up before it reads its first request. docs/helper-rights.md has the whole list.
 *
 * <p>Its launcher has taken the capabilities away that the verb does not need: they are each thread's own, and a JVM has many when
 * its main method begins. What is done here holds for all threads at once: no core dumps, no gain of rights by what is
 * executed, and a filter on system calls.
 *
 * <p>Where the kernel has no filters, or somebody started the helper without its launcher, it says so on its error stream and goes
 * on: the helper does the same work then, and who could start it so is root already. To refuse would take the tool from
 * machines whose kernel was built without CONFIG_SECCOMP_FILTER.
 */
final class Confinement {
    private static final Path STATUS = Path.of("/proc/thread-self/status");
    private static final Pattern BOUNDING_SET = Pattern.compile("(?m)^CapBnd:\\s*([0-9a-f]{16})$");

    private Confinement() {}

    /** Enters it; says what could not be had. */
    static void enter(Verb verb, PrintStream errors) {
        SystemCalls calls = new SystemCalls();
        int dumps = calls.denyDumps();
        if (dumps < 0) {
            errors.println("daxboard-helper: core dumps can't be turned off: " + new Errno(-dumps).symbol());
        }
        boolean runsPrograms = verb != Verb.VIEW;
        int filter = calls.filterCalls(CallFilter.program(calls.isArm64(), runsPrograms, verb.mayLoadDrivers()));
        if (filter < 0) {
            errors.println("daxboard-helper: it runs without a filter on system calls: " + new Errno(-filter).symbol());
        }
        if (calls.effectiveUser() == 0) {
            excess(verb)
                    .ifPresent(more -> errors.println(
                            "daxboard-helper: it could use more of root's capabilities" + " than it needs (" + more
                                    + "): it was not started by its launcher, or may not give them up"));
        }
    }

    /** The capabilities that the verb does not need and that are there, as the kernel prints a set of them. */
    private static Optional<String> excess(Verb verb) {
        long needed = verb.capabilities().stream().mapToLong(Capability::bit).reduce(0, (one, other) -> one | other);
        try {
            Matcher set = BOUNDING_SET.matcher(Files.readString(STATUS));
            long more = set.find() ? Long.parseUnsignedLong(set.group(1), 16) & ~needed : 0;
            return more == 0 ? Optional.empty() : Optional.of("%016x".formatted(more));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
