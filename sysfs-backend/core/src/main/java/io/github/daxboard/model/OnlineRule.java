// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

/**
 * A udev rule that brings memory online by itself, whatever the kernel's policy is.
 *
 * @param file such as {@code /usr/lib/udev/rules.d/40-vm-hotadd.rules}
 * @param line counted from 1
 * @param text the rule as it stands there
 */
public record OnlineRule(String file, int line, String text) {}
