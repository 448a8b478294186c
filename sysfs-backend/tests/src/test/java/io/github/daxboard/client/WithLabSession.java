// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Tests of one session on the lab; each leaves dax0.1 as it was. */
@Tag("lab")
@TestInstance(Lifecycle.PER_CLASS)
abstract class WithLabSession {
    private Optional<LabSession> opened = Optional.empty();

    @BeforeAll
    void open() throws Exception {
        opened = Optional.of(LabSession.open());
    }

    @AfterEach
    void putBack() throws Exception {
        session().putBack();
    }

    @AfterAll
    void close() {
        opened.ifPresent(LabSession::close);
    }

    LabSession session() {
        return opened.orElseThrow();
    }

    HostConnection lab() {
        return session().lab();
    }

    LabGuest guest() {
        return session().guest();
    }
}
