// SPDX-License-Identifier: Apache-2.0
/**
 * The same operations on the simulated kernel and on a real one. Each {@link
 * io.github.daxboard.conformance.Scenario} gives a transcript, and the two transcripts are equal; where they are
 * not, the simulation is wrong.
 *
 * <p>On the simulation it runs with every build. On the lab's kernel: {@code lab/up}, then {@code mvn
 * -pl sysfs-backend/sim -am test -Dgroups=lab -DexcludedGroups=}.
 */
@NullMarked
package io.github.daxboard.conformance;

import org.jspecify.annotations.NullMarked;
