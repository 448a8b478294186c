// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.text.Message;

/**
 * Why the kernel refused, and what to do about it.
 *
 * @param why one or two sentences
 * @param cure one or two sentences
 */
record Cause(Message why, Message cure) {
    /** The cause whose texts are {@code key.why} and {@code key.cure}, each with these arguments. */
    static Cause keyed(String key, Object... arguments) {
        return new Cause(Message.of(key + ".why", arguments), Message.of(key + ".cure", arguments));
    }
}
