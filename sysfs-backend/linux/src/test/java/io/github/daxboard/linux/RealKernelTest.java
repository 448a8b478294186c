// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The real door on whatever Linux the tests run: it reads, and it follows no link. */
class RealKernelTest {
    private final RealKernel kernel = RealKernel.open();

    @Test
    void anAttributeIsReadWithoutItsNewline() {
        assertThat(kernel.read(KernelPath.OS_RELEASE)).isEqualTo(Reading.of(System.getProperty("os.version")));
    }

    @Test
    void whatIsNotThereIsAbsent() {
        KernelPath nowhere = new KernelPath("/sys/no-such-folder/file");

        assertThat(kernel.read(nowhere)).isEqualTo(Reading.absent());
        assertThat(kernel.list(nowhere)).isEqualTo(Reading.absent());
        assertThat(kernel.readLink(nowhere)).isEqualTo(Reading.absent());
        assertThat(kernel.write(nowhere, "1")).contains(Errno.ENOENT);
    }

    @Test
    void aFolderIsListedInOrder() {
        List<String> names = kernel.list(new KernelPath("/sys/devices")).value().orElseThrow();

        assertThat(names).contains("system").isSorted();
    }

    @Test
    void noLinkIsFollowedAnywhereOnAPath() {
        // /sys/class/net/lo is a link on every Linux with a network.
        KernelPath link = new KernelPath("/sys/class/net/lo");

        assertThat(kernel.readLink(link)).isEqualTo(Reading.of("../../devices/virtual/net/lo"));
        assertThat(kernel.list(link)).isEqualTo(new Reading.Unreadable<List<String>>(Errno.ELOOP));
        assertThat(kernel.read(link.child("mtu"))).isEqualTo(new Reading.Unreadable<String>(Errno.ELOOP));
        assertThat(kernel.write(link.child("mtu"), "1500")).contains(Errno.ELOOP);
    }

    @Test
    void aLinkOfProcIsNotFollowedEither() {
        assertThat(kernel.read(new KernelPath("/proc/self/status")))
                .isEqualTo(new Reading.Unreadable<String>(Errno.ELOOP));
    }

    @Test
    void attributesOfOneFolderAreReadAsStrictlyAsEachAlone() {
        KernelPath loopback = new KernelPath("/sys/devices/virtual/net/lo");
        Reading<String> mtu = kernel.read(loopback.child("mtu"));

        assertThat(mtu.value()).isPresent();
        assertThat(kernel.read(loopback, List.of("mtu", "no-such-file", "subsystem")))
                .containsExactly(mtu, Reading.absent(), new Reading.Unreadable<>(Errno.ELOOP));
        assertThat(kernel.read(new KernelPath("/sys/class/net/lo"), List.of("mtu", "address")))
                .containsExactly(new Reading.Unreadable<>(Errno.ELOOP), new Reading.Unreadable<>(Errno.ELOOP));
        assertThat(kernel.read(loopback.child("nowhere"), List.of("mtu"))).containsExactly(Reading.absent());
        assertThatIllegalArgumentException().isThrownBy(() -> kernel.read(loopback, List.of("queues/tx-0")));
        assertThatIllegalArgumentException().isThrownBy(() -> kernel.read(loopback, List.of("..")));
    }
}
