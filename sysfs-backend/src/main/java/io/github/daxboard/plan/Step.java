// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

/**
 * One kernel action with the read that proves it and the way to undo it.
 *
 * @param action what is done
 * @param proof what must be read back
 * @param undo how it is taken back
 */
public record Step(Action action, Proof proof, Undo undo) {}
