// SPDX-License-Identifier: Apache-2.0
/**
 * Coverage-guided fuzzing of all that reads what others wrote: docs/decisions/0008. Each {@link FuzzTarget} lies in the package
 * that it tests. {@code tools/fuzz} runs them under Jazzer; {@link CorpusTest} replays what is kept, without it.
 */
@NullMarked
package io.github.daxboard.fuzz;

import org.jspecify.annotations.NullMarked;
