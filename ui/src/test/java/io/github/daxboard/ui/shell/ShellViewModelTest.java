// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.client.HostException;
import io.github.daxboard.client.HostOpener;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.ui.SimHost;
import io.github.daxboard.ui.session.Threads;
import io.github.daxboard.ui.theme.ThemeChoice;
import io.github.daxboard.ui.theme.ThemeViewModel;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.Test;

class ShellViewModelTest {
    private static final HostOpener OPENER = (address, progress) -> switch (address) {
        case HostAddress.Demo demo -> SimHost.demo();
        case HostAddress.Local local -> SimHost.bare();
        default ->
            throw new HostException(Problem.of(
                    Problem.Kind.UNREACHABLE, address.text(), "It did not start.", "No QEMU.", "Install it."));
    };

    private final ShellViewModel shell = new ShellViewModel(
            OPENER,
            new Threads(Runnable::run, Runnable::run),
            Optional.empty(),
            new ThemeViewModel(ThemeChoice.LIGHT, new SimpleBooleanProperty(false)),
            ZoneOffset.UTC);

    private Screen screen() {
        return shell.page().get().orElseThrow().screen();
    }

    @Test
    void withoutDaxMemoryItBeginsWithTheDemoAndSaysSo() {
        shell.start(Optional.empty());
        assertThat(screen()).isEqualTo(Screen.BOARD);
        assertThat(shell.hosts().current().get().orElseThrow().address()).isEqualTo(new HostAddress.Demo());
        assertThat(shell.banner().get().orElseThrow().text())
                .contains("no DAX memory")
                .contains("no real memory");
    }

    @Test
    void theBannerLeadsToThisMachinesPage() {
        shell.start(Optional.empty());
        shell.followBanner();
        assertThat(screen()).isEqualTo(Screen.THIS_MACHINE);
        assertThat(shell.banner().get()).isEmpty();
    }

    @Test
    void aHostThatIsTakenOutWhileLookedAtLeadsToThisMachineAndComesBackFresh() {
        HostAddress address = HostAddress.parse("ssh://admin@pm-1").orElseThrow();
        shell.hosts().add(List.of(address));
        shell.open(address);
        assertThat(screen()).isEqualTo(Screen.UNREACHABLE);
        HostWorkspace first = shell.current().get().orElseThrow();
        shell.hosts().remove(first.session());
        assertThat(shell.current().get().orElseThrow().session().address()).isEqualTo(new HostAddress.Local());
        shell.hosts().add(List.of(address));
        shell.open(address);
        HostWorkspace second = shell.current().get().orElseThrow();
        assertThat(second.session())
                .isNotSameAs(first.session())
                .isSameAs(shell.hosts().session(address));
    }

    @Test
    void aNamedHostIsOpenedWithoutABanner() {
        shell.start(Optional.of(new HostAddress.Demo()));
        assertThat(screen()).isEqualTo(Screen.BOARD);
        assertThat(shell.banner().get()).isEmpty();
        assertThat(shell.status().get().reading()).isEqualTo("Live, last read 14:32:07");
        assertThat(shell.status().get().memory()).isEqualTo("Memory block size 2 GiB, auto-online: offline");
    }

    @Test
    void aHostOutOfReachIsAPageAndNotADialog() {
        shell.start(Optional.of(new HostAddress.Lab()));
        assertThat(screen()).isEqualTo(Screen.UNREACHABLE);
        assertThat(shell.status().get().live()).isFalse();
    }

    @Test
    void eachHostHasAQueueOfItsOwnThatWaitsForTheWayBack() {
        shell.start(Optional.of(new HostAddress.Demo()));
        HostWorkspace demo = shell.current().get().orElseThrow();
        demo.board().move(io.github.daxboard.ui.Desk.DAX01, io.github.daxboard.model.Mode.FSDEV);
        shell.hosts().select(new HostAddress.Local());
        assertThat(shell.current().get().orElseThrow().plan().picture().get().changes())
                .isEmpty();
        shell.hosts().select(new HostAddress.Demo());
        assertThat(shell.current().get().orElseThrow().plan().picture().get().changes())
                .hasSize(1);
    }

    @Test
    void whatStandsInTheWayIsToldAtTheStartAndCanBePutAway() {
        SimHost locked = SimHost.demo();
        locked.readOnlyBecause(
                Problem.of(Problem.Kind.NOT_ALLOWED, "host", "Nothing can be changed.", "No helper.", "Install it."));
        ShellViewModel one = new ShellViewModel(
                (address, progress) -> locked,
                new Threads(Runnable::run, Runnable::run),
                Optional.empty(),
                new ThemeViewModel(ThemeChoice.LIGHT, new SimpleBooleanProperty(false)),
                ZoneOffset.UTC);
        one.start(Optional.of(new HostAddress.Demo()));
        assertThat(one.notices().get())
                .singleElement()
                .satisfies(notice -> assertThat(notice.text() + notice.cure()).contains("No helper.", "Install it."));
        one.putAway(one.notices().get().getFirst());
        assertThat(one.notices().get()).isEmpty();
    }

    @Test
    void theViewStaysTheSameFromHostToHost() {
        shell.start(Optional.of(new HostAddress.Demo()));
        shell.view().set(Screen.MAP);
        assertThat(screen()).isEqualTo(Screen.MAP);
        shell.hosts().select(new HostAddress.Local());
        assertThat(screen()).isEqualTo(Screen.THIS_MACHINE);
        shell.hosts().select(new HostAddress.Demo());
        assertThat(screen()).isEqualTo(Screen.MAP);
    }
}
