// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
    @Test
    void itTellsAgainAndAgain() throws InterruptedException {
        Semaphore told = new Semaphore(0);
        try (ClockWatch watch = ClockWatch.start(told::release, Duration.ofMillis(5))) {
            assertThat(watch).isNotNull();
            assertThat(told.tryAcquire(3, 60, TimeUnit.SECONDS)).isTrue();
        }
    }
}
