// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.client.HostException;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.ui.Desk;
import io.github.daxboard.ui.SimHost;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewsTest {
    private final SimHost host = SimHost.demo();
    private final Snapshot before = read();

    private Snapshot read() {
        try {
            return host.snapshot();
        } catch (HostException e) {
            throw new AssertionError(e);
        }
    }

    private void write(KernelPath path, String value) {
        SimulatedKernel kernel = host.kernel();
        assertThat(kernel.otherAdmin().write(path, value)).isEmpty();
    }

    @Test
    void theSameFactsAtAnotherMomentAreNoNews() {
        News news = News.of(before, read().takenAt(before.taken().plusSeconds(9)));
        assertThat(news.isNothing()).isTrue();
        assertThat(news.changed()).isEmpty();
        assertThat(news.gone()).isEmpty();
    }

    @Test
    void aDeviceWhoseDriverWentIsNewsAndTheOthersAreNot() {
        write(Desk.attribute(Driver.DEVICE_DAX, "unbind"), "dax0.1");
        News news = News.of(before, read());
        assertThat(news.isNothing()).isFalse();
        assertThat(news.changed()).containsExactly(Desk.DAX01);
    }

    @Test
    void whatIsEqualIsTheOlderPicturesOwn() {
        write(Desk.attribute(Driver.DEVICE_DAX, "unbind"), "dax0.1");
        Snapshot now = News.of(before, read()).now();
        assertThat(now).isEqualTo(read());
        assertThat(now.region(1).orElseThrow()).isSameAs(before.region(1).orElseThrow());
        assertThat(now.device(Desk.DAX00).orElseThrow())
                .isSameAs(before.device(Desk.DAX00).orElseThrow());
    }

    @Test
    void aMemoryBlockThatWentOfflineIsNewsOfItsDevice() {
        long block = before.memory()
                .of(before.device(Desk.DAX02).orElseThrow())
                .getLast()
                .index();
        write(KernelPath.MEMORY.child("memory" + block).child("state"), "offline");
        assertThat(News.of(before, read()).changed()).containsExactly(Desk.DAX02);
    }

    @Test
    void aDeviceThatIsNoMoreIsGone() {
        Snapshot without = before.withRegions(before.regions().stream()
                .map(region -> region.id() == 2 ? region.withDevices(List.of()) : region)
                .toList());
        News news = News.of(before, without);
        assertThat(news.gone())
                .containsExactlyInAnyOrderElementsOf(before.region(2).orElseThrow().devices().stream()
                        .map(device -> device.name())
                        .toList());
        assertThat(news.changed()).isEmpty();
    }
}
