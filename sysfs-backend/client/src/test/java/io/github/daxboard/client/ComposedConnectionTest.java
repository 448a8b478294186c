// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.client.ComposedConnection.Rights;
import io.github.daxboard.model.HostName;
import io.github.daxboard.text.Message;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComposedConnectionTest {
    private final List<String> closed = new ArrayList<>();

    private <T> T part(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    closed.add(type.getSimpleName() + "." + method.getName());
                    return null;
                }));
    }

    /** The one who reads what was carried out before has a helper of its own, which must end with the others. */
    @Test
    void closingItClosesAllOfItsParts() {
        ComposedConnection.changeable(
                        new HostName("host"),
                        new HostAddress.Demo(),
                        Rights.of(Message.verbatim("root")),
                        part(SnapshotSource.class),
                        part(Applier.class),
                        part(PastSource.class))
                .close();

        assertThat(closed).containsExactlyInAnyOrder("SnapshotSource.close", "Applier.close", "PastSource.close");
    }
}
