// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import java.util.Optional;

/**
 * One kernel action with what it needs, the read that proves it and the way to undo it.
 *
 * @param action what is done
 * @param precondition what must be read right before the first write, or the step fails without one: for what somebody else
 *     could have changed since the plan began, and what the kernel would not refuse
 * @param proof what must be read back
 * @param undo how it is taken back
 */
public record Step(Action action, Optional<Proof> precondition, Proof proof, Undo undo) {
    public Step(Action action, Proof proof, Undo undo) {
        this(action, Optional.empty(), proof, undo);
    }
}
