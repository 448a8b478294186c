// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Superblock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks into devices by two programs, each with a lock of its own on the same file, as two helpers have. */
class RememberedLooksTest {
    private static final DeviceName DAX00 = DeviceName.of("dax0.0");
    private static final Reading<Superblock> XFS =
            Reading.of(new Superblock("xfs", Optional.of("data"), Optional.empty()));
    private static final Reading<Superblock> BUSY = new Reading.Unreadable<>(Errno.EAGAIN);

    @TempDir
    private Path folder;

    private volatile Reading<Superblock> content = XFS;
    private volatile List<DeviceName> devices = List.of(DAX00);
    private volatile LongSupplier bindings = () -> 1;
    private final AtomicInteger opened = new AtomicInteger();
    private RememberedLooks viewer;
    private RememberedLooks helper;

    @BeforeEach
    void twoPrograms() {
        viewer = program(Duration.ZERO);
        helper = program(Duration.ZERO);
    }

    private RememberedLooks program(Duration longest) {
        LooksLock lock = new LooksLock(new SystemCalls(), folder.resolve("looks.lock"));
        RememberedLooks.Source device = new RememberedLooks.Source() {
            @Override
            public List<DeviceName> devices() {
                return devices;
            }

            @Override
            public Reading<Long> binding(DeviceName device) {
                return Reading.of(bindings.getAsLong());
            }

            @Override
            public Reading<Superblock> look(DeviceName device) {
                opened.incrementAndGet();
                return content;
            }
        };
        return new RememberedLooks(lock, device, longest);
    }

    @Test
    void whoHoldsTheLockSeesWhatIsThere() {
        try (KernelPort.Hold _ = helper.hold().value().orElseThrow()) {
            assertThat(helper.of(DAX00)).isEqualTo(XFS);
        }
    }

    @Test
    void whileAHelperWorksAnotherProgramsLookIsBusyAndNotNothing() {
        content = Reading.absent();
        try (KernelPort.Hold _ = helper.hold().value().orElseThrow()) {
            assertThat(viewer.of(DAX00)).isEqualTo(BUSY);
        }
        assertThat(viewer.of(DAX00)).isEqualTo(Reading.absent());
    }

    @Test
    void twoHelpersDoNotHoldTheLooksAtOnce() {
        try (KernelPort.Hold _ = helper.hold().value().orElseThrow()) {
            assertThat(viewer.hold().whyNot()).contains("EAGAIN");
        }
        try (KernelPort.Hold _ = viewer.hold().value().orElseThrow()) {
            assertThat(viewer.of(DAX00)).isEqualTo(XFS);
        }
    }

    /** The helper comes while a look is under way, and waits for its end instead of failing or finding nothing. */
    @Test
    void aLookOfAnotherProgramIsWaitedFor() throws Exception {
        RememberedLooks patient = program(Duration.ofSeconds(30));
        LooksLock other = new LooksLock(new SystemCalls(), folder.resolve("looks.lock"));
        BlockingQueue<Reading<Superblock>> found = new LinkedBlockingQueue<>();
        Thread waiting = Thread.ofPlatform().unstarted(() -> {
            try (KernelPort.Hold _ = patient.hold().value().orElseThrow()) {
                found.add(patient.of(DAX00));
            }
        });
        Reading<String> look = other.share(() -> {
            assertThat(helper.hold().whyNot()).contains("EAGAIN");
            waiting.start();
            while (waiting.isAlive() && waiting.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            return Reading.of("looked");
        });
        assertThat(look).isEqualTo(Reading.of("looked"));
        waiting.join();
        assertThat(found).containsExactly(XFS);
    }

    @Test
    void twoProgramsLookAtOnce() {
        LooksLock other = new LooksLock(new SystemCalls(), folder.resolve("looks.lock"));
        assertThat(other.share(() -> viewer.of(DAX00))).isEqualTo(XFS);
    }

    @Test
    void nothingIsOpenedWhileDevicesAreChanged() {
        try (KernelPort.Hold _ = helper.hold().value().orElseThrow()) {
            bindings = () -> 2;
            assertThat(helper.of(DAX00)).isEqualTo(BUSY);
        }
        assertThat(opened.get()).isEqualTo(1);
        assertThat(helper.of(DAX00)).isEqualTo(XFS);
    }

    @Test
    void whileDevicesAreChangedALookThatFailedSaysItsOwnCause() {
        content = new Reading.Unreadable<>(Errno.ENOENT);
        try (KernelPort.Hold _ = helper.hold().value().orElseThrow()) {
            assertThat(helper.of(DAX00).whyNot()).contains("ENOENT");
        }
        assertThat(opened.get()).isEqualTo(1);
    }

    @Test
    void aDeviceThatIsBoundAnewBeforeTheLookIsNotOpened() {
        AtomicLong next = new AtomicLong();
        bindings = next::incrementAndGet;
        assertThat(helper.of(DAX00)).isEqualTo(BUSY);
        assertThat(opened.get()).isZero();
    }

    @Test
    void whatWasFoundBeforeIsNotSaidOfADeviceThatTheHoldDidNotLookInto() {
        assertThat(helper.of(DAX00)).isEqualTo(XFS);
        devices = List.of();
        try (KernelPort.Hold _ = helper.hold().value().orElseThrow()) {
            assertThat(helper.of(DAX00)).isEqualTo(BUSY);
        }
    }

    @Test
    void aLookThatThrowsGivesTheLockBack() {
        bindings = () -> {
            throw new IllegalStateException("a mistake");
        };
        assertThatThrownBy(() -> helper.hold()).isInstanceOf(IllegalStateException.class);
        bindings = () -> 1;
        assertThat(viewer.of(DAX00)).isEqualTo(XFS);
    }

    /** A program may show a device for days; what is written onto it meanwhile must be seen before it is destroyed. */
    @Test
    void underTheLockADeviceIsLookedIntoOnceMore() {
        content = Reading.absent();
        assertThat(helper.of(DAX00)).isEqualTo(Reading.absent());
        content = XFS;
        assertThat(helper.of(DAX00)).as("not opened at every refresh").isEqualTo(Reading.absent());
        try (KernelPort.Hold _ = helper.hold().value().orElseThrow()) {
            assertThat(helper.of(DAX00)).isEqualTo(XFS);
        }
    }

    @Test
    void aLookThatFailedIsMadeAgain() {
        content = new Reading.Unreadable<>(Errno.ENOENT);
        assertThat(viewer.of(DAX00).whyNot()).contains("ENOENT");
        content = XFS;
        assertThat(viewer.of(DAX00)).isEqualTo(XFS);
    }

    @Test
    void brokenMemoryIsNotReadAtEveryRefresh() {
        content = new Reading.Unreadable<>(Errno.EIO);
        viewer.of(DAX00);
        assertThat(viewer.of(DAX00).whyNot()).contains("EIO");
        assertThat(opened.get()).isEqualTo(1);
    }

    @Test
    void whereTheLockCannotBeMadeNothingIsFound() {
        LooksLock nowhere = new LooksLock(new SystemCalls(), folder.resolve("none/looks.lock"));
        assertThat(nowhere.share(Reading::absent)).isEqualTo(new Reading.Unreadable<>(Errno.ENOENT));
        assertThat(nowhere.take(Duration.ZERO).isAbsent()).isFalse();
    }

    @Test
    void whatIsMappedIsWholeUnitsOfTheAlignment() {
        long mib = 1 << 20;
        assertThat(DeviceBeginnings.span(1024 * mib, 2 * mib, 0, 128 << 10))
                .isEqualTo(Reading.of(new DeviceBeginnings.Span(0, 2 * mib)));
        assertThat(DeviceBeginnings.span(1024 * mib, 2 * mib, 1024 * mib - 512, 512))
                .isEqualTo(Reading.of(new DeviceBeginnings.Span(1022 * mib, 2 * mib)));
        assertThat(DeviceBeginnings.span(1024 * mib, 2 * mib, 4 * mib - 4, 8))
                .isEqualTo(Reading.of(new DeviceBeginnings.Span(2 * mib, 4 * mib)));
        assertThat(DeviceBeginnings.span(64 << 10, 4096, 0, 64 << 10))
                .isEqualTo(Reading.of(new DeviceBeginnings.Span(0, 64 << 10)));
    }

    /** Its last MiB can't be mapped. */
    @Test
    void behindTheLastWholeUnitNothingCanBeSeen() {
        long mib = 1 << 20;
        assertThat(DeviceBeginnings.span(5 * mib, 2 * mib, 3 * mib, 512).value())
                .isPresent();
        assertThat(DeviceBeginnings.span(5 * mib, 2 * mib, 5 * mib - 512, 512))
                .isEqualTo(new Reading.Unreadable<>(Errno.EINVAL));
        assertThat(DeviceBeginnings.span(0, 4096, 0, 0).isAbsent()).isFalse();
        assertThat(DeviceBeginnings.span(mib, 2 * mib, 0, 512)).isEqualTo(new Reading.Unreadable<>(Errno.EINVAL));
        assertThat(DeviceBeginnings.span(mib, 0, 0, 512).isAbsent()).isFalse();
    }
}
