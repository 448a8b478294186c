// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who has which physical memory: what /proc/iomem shows (kernel/resource.c). */
final class Iomem {
    /**
     * A span of memory with a name.
     *
     * @param end the last byte, inclusive
     * @param busy whether it keeps others out; "Soft Reserved" does not
     */
    record Claim(long start, long end, String name, boolean busy) {}

    private final List<Claim> claims = new ArrayList<>();

    /** Writes down what the firmware or a bus says is there. */
    void describe(long start, long end, String name, boolean busy) {
        claims.add(new Claim(start, end, name, busy));
    }

    /** request_mem_region: empty when somebody has part of it. */
    Optional<Claim> request(long start, long end, String name) {
        if (claims.stream().anyMatch(claim -> claim.busy() && claim.start() <= end && claim.end() >= start)) {
            return Optional.empty();
        }
        Claim claim = new Claim(start, end, name, true);
        claims.add(claim);
        return Optional.of(claim);
    }

    /** Writes down a child of a claim, such as the memory that kmem added. */
    Claim within(Claim parent, String name) {
        Claim child = new Claim(parent.start(), parent.end(), name, true);
        claims.add(child);
        return child;
    }

    void release(Claim claim) {
        claims.remove(claim);
    }

    void releaseNamed(String name) {
        claims.removeIf(claim -> claim.name().equals(name));
    }

    /** The file's text; who is not root sees no addresses. */
    String show(boolean root) {
        // The sort is stable: of two equal spans the later one is inside the earlier one.
        List<Claim> sorted = claims.stream()
                .sorted(Comparator.comparingLong(Claim::start)
                        .thenComparing(Comparator.comparingLong(Claim::end).reversed()))
                .toList();
        Deque<Claim> parents = new ArrayDeque<>();
        return sorted.stream().map(claim -> line(claim, parents, root)).collect(Collectors.joining("\n"));
    }

    private static String line(Claim claim, Deque<Claim> parents, boolean root) {
        while (!parents.isEmpty() && parents.peek().end() < claim.end()) {
            parents.pop();
        }
        String line = "%s%08x-%08x : %s"
                .formatted("  ".repeat(parents.size()), root ? claim.start() : 0, root ? claim.end() : 0, claim.name());
        parents.push(claim);
        return line;
    }
}
