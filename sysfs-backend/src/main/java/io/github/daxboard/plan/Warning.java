// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

/**
 * What a change brings with it that its asker may not expect. It does not stop the change.
 *
 * @param text one sentence
 */
public record Warning(String text) {}
