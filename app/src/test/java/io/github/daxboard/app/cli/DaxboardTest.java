// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostException;
import io.github.daxboard.client.HostOpener;
import io.github.daxboard.client.Hosts;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Planner;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaxboardTest {

    @ParameterizedTest(name = "daxboard {0} ends with {1}")
    @CsvSource(delimiter = '|', textBlock = """
            list --host demo                              | 0 |
            list --host nowhere                           | 2 | 'nowhere' is not a host
            list --host ssh://-oProxyCommand=x@host       | 2 | is not a host
            plan dax0.1 fsdev --host demo                 | 0 |
            plan dax00.1 fsdev --host demo                | 2 | 'dax00.1' is not a device name
            plan dax0.1 ramdisk --host demo               | 2 | 'ramdisk' is not a mode
            plan dax9.9 fsdev --host demo                 | 2 |
            plan dax0.0 fsdev --host demo                 | 3 |
            switch dax0.1 famfs --yes --host demo         | 0 |
            switch dax0.1 devdax --yes --host demo        | 0 |
            switch dax1.2 devdax --yes --host demo        | 3 |
            switch dax0.1 fsdev --host demo               | 4 | Nothing was written.
            """)
    void theExitCodeAndTheSentenceAreThoseOfTheDocs(String arguments, int exit, String said) {
        CommandLineRun run = CommandLineRun.of(arguments.split(" ", -1));

        assertThat(run.exit()).as(run.all()).isEqualTo(exit);
        assertThat(run.err()).contains(said == null ? "" : said);
    }

    @Test
    void aSwitchAsksAndTakesYesForAnAnswer() {
        CommandLineRun run = CommandLineRun.of(new Hosts(), "y\n", "switch", "dax0.1", "fsdev", "--host", "demo");

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("Apply? [y/N]", "Nothing has been written.", "dax0.1 is fsdev, 64 GiB, read back.");
    }

    @Test
    void aPlanNamesEveryWriteWithItsProofAndItsUndo() {
        assertThat(CommandLineRun.of("plan", "dax0.1", "fsdev", "--host", "demo")
                        .out())
                .contains(
                        "dax0.1 > /sys/bus/dax/drivers/fsdev_dax/new_id",
                        "dax0.1 > /sys/bus/dax/drivers/device_dax/unbind",
                        "proved by: driver is fsdev_dax; undone by: Unbind dax0.1 from fsdev_dax");
    }

    /** A host on which somebody else is quicker: between the plan and its apply, the same device moves. */
    private static HostOpener overtaken() {
        return (address, progress) -> {
            HostConnection demo = new Hosts().open(new HostAddress.Demo(), progress);
            return (HostConnection) Proxy.newProxyInstance(
                    HostConnection.class.getClassLoader(),
                    new Class<?>[] {HostConnection.class},
                    (self, method, args) -> {
                        if (method.getName().equals("apply")) {
                            moveAway(demo);
                        }
                        return method.invoke(demo, args);
                    });
        };
    }

    private static void moveAway(HostConnection host) throws HostException {
        List<Change> change = List.of(new Change.SwitchMode(DeviceName.of("dax0.1"), Mode.UNBOUND));
        host.apply(Order.of(change), Planner.plan(host.snapshot(), change).digest(), event -> {}, Cancel.never());
    }

    @Test
    void aHostThatMovedOnIsNotWrittenToAndTheNewPlanIsShown() {
        CommandLineRun run = CommandLineRun.of(overtaken(), "", "switch", "dax0.1", "fsdev", "--yes", "--host", "demo");

        assertThat(run.exit()).isEqualTo(8);
        assertThat(run.err()).contains("The host has changed since the plan was made. Nothing was written.");
        assertThat(run.out()).contains("dax0.1 from unbound to fsdev");
    }

    /** A host on which somebody else changes something as soon as the first picture is taken. */
    private static HostOpener busy() {
        AtomicBoolean begun = new AtomicBoolean();
        return (address, progress) -> {
            HostConnection demo = new Hosts().open(new HostAddress.Demo(), progress);
            return (HostConnection) Proxy.newProxyInstance(
                    HostConnection.class.getClassLoader(),
                    new Class<?>[] {HostConnection.class},
                    (self, method, args) -> {
                        Object result = method.invoke(demo, args);
                        if (method.getName().equals("snapshot") && !begun.getAndSet(true)) {
                            Thread.ofVirtual().start(() -> {
                                try {
                                    moveAway(demo);
                                } catch (HostException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
                        }
                        return result;
                    });
        };
    }

    @Test
    void aWatchTellsWhatAnotherChanges() {
        CommandLineRun run = CommandLineRun.of(busy(), "", "watch", "--changes", "1", "--json", "--host", "demo");

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .startsWith("{\"daxboard\":1,\"is\":\"change\"")
                .contains("\"object\":\"dax0.1\",\"field\":\"mode\",\"from\":\"devdax\",\"to\":\"unbound\"");
    }

    @Test
    void aWatchEndsWhenItsTimeIsOver() {
        assertThat(CommandLineRun.of("watch", "--for", "0", "--host", "demo").exit())
                .isZero();
    }
}
