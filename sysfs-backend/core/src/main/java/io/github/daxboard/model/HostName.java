// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

/**
 * How a host is named to a person: the machine's own name, the ssh address, or {@code demo}.
 *
 * @param text not blank
 */
public record HostName(String text) {
    public HostName {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a host has a name");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
