// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.allhosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostOpener;
import io.github.daxboard.text.Message;
import io.github.daxboard.ui.Fleet;
import io.github.daxboard.ui.SimHost;
import io.github.daxboard.ui.allhosts.AllHostsPicture.Filter;
import io.github.daxboard.ui.allhosts.AllHostsPicture.FilterCount;
import io.github.daxboard.ui.allhosts.AllHostsPicture.Note;
import io.github.daxboard.ui.allhosts.AllHostsPicture.Row;
import io.github.daxboard.ui.allhosts.AllHostsViewModel.Added;
import io.github.daxboard.ui.hosts.HostsViewModel;
import io.github.daxboard.ui.session.Threads;
import io.github.daxboard.ui.theme.Look;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AllHostsViewModelTest {
    private final SimHost demo = SimHost.demo();
    private final HostsViewModel hosts = new HostsViewModel(
            Fleet.opener((address, progress) -> address instanceof HostAddress.Demo ? demo : SimHost.bare()),
            new Threads(Runnable::run, Runnable::run),
            Optional.empty());
    private final AllHostsViewModel fleet = new AllHostsViewModel(hosts, ZoneOffset.UTC);

    private Row row(String name) {
        return fleet.picture().get().rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private long count(Filter filter) {
        return fleet.picture().get().filters().stream()
                .filter(each -> each.filter() == filter)
                .mapToLong(FilterCount::count)
                .sum();
    }

    private void addAll() {
        hosts.add(Fleet.addresses());
        fleet.readAll();
    }

    @Test
    void addedHostsStandInTheBarBetweenThisMachineAndTheDemo() {
        addAll();
        assertThat(hosts.sessions())
                .extracting(session -> session.address().text())
                .containsExactly(
                        "local",
                        "ssh://admin@cxl-a01",
                        "ssh://admin@cxl-a02",
                        "ssh://admin@cxl-a03",
                        "ssh://admin@pm-1",
                        "ssh://admin@pm-2",
                        "demo",
                        "lab");
    }

    @Test
    void allBarsAreToTheScaleOfTheLargestHost() {
        addAll();
        assertThat(fleet.picture().get().most()).isEqualTo(2048L << 30);
        assertThat(row("cxl-a01").bar())
                .extracting(AllHostsPicture.Segment::look)
                .containsExactly(Look.DEVDAX, Look.RAM, Look.FREE);
        assertThat(row("cxl-a01").freeWords()).isEqualTo("512 GiB");
    }

    @Test
    void theWorstOfWhatNeedsALookIsSaid() {
        addAll();
        assertThat(row("cxl-a02").note().map(Note::words)).contains("1 pinned until reboot");
        assertThat(row("pm-1").note().map(Note::words)).contains("1 device without a driver");
        assertThat(row("cxl-a03").note().map(Note::words)).contains("Unreachable");
        assertThat(row("pm-2").note()).isEmpty();
    }

    @Test
    void countsDoubleAsFilters() {
        addAll();
        assertThat(count(Filter.ALL)).isEqualTo(8);
        fleet.filter().set(Filter.NEEDS_A_LOOK);
        assertThat(fleet.picture().get().rows()).hasSize((int) count(Filter.NEEDS_A_LOOK));
        fleet.filter().set(Filter.FSDEV);
        assertThat(fleet.picture().get().rows())
                .extracting(Row::name)
                .contains("cxl-a01")
                .doesNotContain("pm-1");
        fleet.filter().set(Filter.ALL);
        fleet.text().set("PINNED");
        assertThat(fleet.picture().get().rows())
                .extracting(Row::name)
                .contains("cxl-a02")
                .doesNotContain("pm-2");
    }

    @Test
    void theLabIsNotBootedToBeListed() {
        fleet.readAll();
        assertThat(row("Lab").read()).isEqualTo("not yet");
    }

    @Test
    void hostsAreAddedByWhatOneTypesForSsh() {
        assertThat(fleet.add("admin@pm-1, admin@pm-2:2222"))
                .isEqualTo(new Added.Hosts(java.util.List.of(
                        HostAddress.parse("ssh://admin@pm-1").orElseThrow(),
                        HostAddress.parse("ssh://admin@pm-2:2222").orElseThrow())));
        assertThat(row("pm-1").read()).isEqualTo("live");
    }

    @Test
    void anAddedHostIsTakenOutOfTheListAgainAndWhatWasThereIsNot() {
        fleet.add("admin@pm-1");
        HostAddress added = HostAddress.parse("ssh://admin@pm-1").orElseThrow();
        assertThat(fleet.canRemove(added)).isTrue();
        fleet.remove(added);
        assertThat(hosts.has(added)).isFalse();
        assertThat(fleet.picture().get().rows()).extracting(Row::name).doesNotContain("pm-1");
        assertThat(fleet.canRemove(new HostAddress.Demo())).isFalse();
        fleet.remove(new HostAddress.Demo());
        assertThat(hosts.has(new HostAddress.Demo())).isTrue();
        assertThat(fleet.add("admin@pm-1")).isEqualTo(new Added.Hosts(java.util.List.of(added)));
        assertThat(row("pm-1").read()).isEqualTo("live");
    }

    @Test
    void withoutTheLabsScriptsNoLabIsOffered() {
        HostOpener installed = new HostOpener() {
            @Override
            public HostConnection open(HostAddress address, Consumer<Message> progress) {
                return demo;
            }

            @Override
            public boolean hasLab() {
                return false;
            }
        };
        Threads one = new Threads(Runnable::run, Runnable::run);
        HostAddress lab = new HostAddress.Lab();
        assertThat(new HostsViewModel(installed, one, Optional.empty()).has(lab))
                .isFalse();
        // Who names it is told why it can't be had, by opening it.
        assertThat(new HostsViewModel(installed, one, Optional.of(lab)).has(lab))
                .isTrue();
    }

    @Test
    void whatIsNoAddressIsRefusedAndNothingIsAdded() {
        assertThat(fleet.add("admin@pm-1 -oProxyCommand=x"))
                .isEqualTo(
                        new Added.Wrong("-oProxyCommand=x is not a valid address. Use user@host or user@host:port."));
        assertThat(fleet.add(" ")).isInstanceOf(Added.Wrong.class);
        assertThat(hosts.sessions()).hasSize(3);
        fleet.add("admin@pm-1");
        assertThat(fleet.add("admin@pm-1")).isEqualTo(new Added.Wrong("These hosts are already in the list."));
    }
}
