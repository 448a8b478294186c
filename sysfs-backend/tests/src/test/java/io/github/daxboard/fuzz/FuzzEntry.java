// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.fuzz;

import java.util.Objects;

/** Where Jazzer comes in. The property {@code daxboard.fuzz.target} says which target is meant. */
public final class FuzzEntry {
    private static final FuzzTarget TARGET = Objects.requireNonNull(
            Targets.ALL.get(System.getProperty("daxboard.fuzz.target", "")), "-Ddaxboard.fuzz.target names no target");

    private FuzzEntry() {}

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        TARGET.test(input);
    }
}
