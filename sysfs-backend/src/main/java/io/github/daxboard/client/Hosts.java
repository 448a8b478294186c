// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.plan.Refusal;
import java.util.function.Consumer;

/** Opens hosts of every kind. */
public final class Hosts implements HostOpener {

    @Override
    public HostConnection open(HostAddress address, Consumer<String> progress) throws HostException {
        throw new HostException(Refusal.of(
                Refusal.Kind.UNREACHABLE,
                address.text(),
                address.text() + " was not opened.",
                "This build cannot open hosts of this kind yet.",
                "Use a newer build."));
    }
}
