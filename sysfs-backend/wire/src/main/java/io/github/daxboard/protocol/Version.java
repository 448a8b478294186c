// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

/** The protocol's version, which every message carries as {@code v}. A change that an older side can't read raises it. */
public final class Version {
    public static final int CURRENT = 2;

    private Version() {}

    static Json.Maker message() {
        return Json.make().with("v", CURRENT);
    }

    static void check(Json.Fields message) throws BadMessage {
        long version = message.whole("v");
        if (version != CURRENT) {
            throw new BadMessage("it is of version " + version + " of the protocol, and this is version " + CURRENT);
        }
    }
}
