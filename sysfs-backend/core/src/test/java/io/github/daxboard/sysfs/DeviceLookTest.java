// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sysfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceLookTest {
    private static final List<Range> WHERE = List.of(new Range(0x100000000L, 0x13fffffffL, 0));

    @Test
    void hiddenAddressesAreNotTheAnswerThatNoMemoryIsThere() {
        assertThat(kmemIn("00000000-00000000 : System RAM (kmem)\n")).isEqualTo(new Reading.Denied<>(Errno.EACCES));
        assertThat(kmemIn("100000000-13fffffff : System RAM (kmem)\n"))
                .isEqualTo(Reading.of(List.of("100000000-13fffffff : System RAM (kmem)")));
        assertThat(kmemIn("140000000-17fffffff : System RAM (kmem)\n")).isEqualTo(Reading.of(List.of()));
    }

    private static Reading<List<String>> kmemIn(String iomem) {
        return new DeviceLook(reading(iomem)).kmemIn(WHERE);
    }

    /** A kernel of which nothing but /proc/iomem is asked. */
    private static KernelView reading(String iomem) {
        return (KernelView) Proxy.newProxyInstance(
                DeviceLookTest.class.getClassLoader(), new Class<?>[] {KernelView.class}, (self, method, args) -> {
                    assertThat(args).containsExactly(new KernelPath("/proc/iomem"));
                    return Reading.of(iomem);
                });
    }
}
