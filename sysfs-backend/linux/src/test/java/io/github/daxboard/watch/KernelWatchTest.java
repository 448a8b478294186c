// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The kernel of the machine that the test runs on sends the events: root may ask it for one. */
class KernelWatchTest {
    private static final Path MEMORY = Path.of("/sys/devices/system/memory/uevent");
    private static final Path OTHER = Path.of("/sys/devices/virtual/mem/null/uevent");
    private static final Duration NEVER = Duration.ofHours(1);

    private static void askForEvent(Path file) throws IOException {
        Assumptions.assumeTrue(Files.isWritable(file), "only root can ask the kernel for an event");
        Files.writeString(file, "change", StandardOpenOption.WRITE);
    }

    private static Path block() throws IOException {
        try (var modules = Files.list(Path.of("/sys/bus/memory/devices"))) {
            return modules.map(block -> block.resolve("uevent"))
                    .filter(Files::isWritable)
                    .findFirst()
                    .orElse(MEMORY);
        } catch (IOException e) {
            return MEMORY;
        }
    }

    private static KernelWatch start(Semaphore told, Duration rescan) {
        return KernelWatch.start(told::release, rescan).value().orElseThrow();
    }

    @Test
    void aFlockOfTheKernelsEventsIsToldOnceItIsOver() throws Exception {
        Semaphore told = new Semaphore(0);
        KernelWatch watch = start(told, NEVER);
        try {
            for (int i = 0; i < 5; i++) {
                askForEvent(block());
            }
            assertThat(told.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            watch.close();
        }
    }

    @Test
    void anEventOfSomethingElseIsNotTold() throws Exception {
        Semaphore told = new Semaphore(0);
        KernelWatch watch = start(told, NEVER);
        try {
            askForEvent(OTHER);
            askForEvent(block());
            assertThat(told.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            assertThat(told.availablePermits()).isZero();
        } finally {
            watch.close();
        }
    }

    @Test
    void withoutAnEventASnapshotIsStaleByItsAge() throws Exception {
        Semaphore told = new Semaphore(0);
        KernelWatch watch = start(told, Duration.ofMillis(20));
        try {
            assertThat(told.tryAcquire(2, 20, TimeUnit.SECONDS)).isTrue();
        } finally {
            watch.close();
        }
    }
}
