// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.client.HelperCommand.Patience;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Takes one hostile input in, in a process with little memory, and says what came out and how much memory that took. */
public final class HostileChild {
    private static final HostAddress ADDRESS = new HostAddress.Ssh("root", "rogue", 22);

    private HostileChild() {}

    /** Runs with a kind (capture, view or apply) and a file: what is opened, or a script that plays the host. */
    public static void main(String[] args) throws Exception {
        String out = switch (args[0]) {
            case "capture" -> capture(Path.of(args[1]));
            case "view" -> view(args[1], Duration.ofMillis(2500));
            case "drip" -> view(args[1], Duration.ofSeconds(1));
            case "apply" -> apply(args[1]);
            default -> throw new IllegalArgumentException(args[0]);
        };
        System.out.println("OUT " + out);
        System.out.println("PEAK " + peak());
        System.out.flush();
        System.exit(0);
    }

    private static String words(Problem refusal) {
        return (refusal.what() + " " + refusal.why() + " " + String.join(" ", refusal.evidence())).replace('\n', ' ');
    }

    private static String capture(Path path) {
        try (HostConnection host = new Hosts().open(new HostAddress.Captured(path), stage -> {})) {
            return "opened: " + host.snapshot().devices().count() + " devices";
        } catch (HostException e) {
            return words(e.refusal());
        }
    }

    private static HelperCommand command(String script, Duration patience) {
        // The verb comes behind: the script takes it as its name.
        return new HelperCommand(
                List.of("/bin/sh", script),
                new ChildFailures(),
                new Patience(Duration.ofSeconds(20), patience, patience));
    }

    private static String view(String script, Duration patience) {
        Trees trees = new Trees(ADDRESS, Optional.empty());
        try (PipeSnapshots snapshots = new PipeSnapshots(ADDRESS, command(script, patience), trees)) {
            return "opened: " + snapshots.take().devices().count() + " devices";
        } catch (HostException e) {
            return words(e.refusal());
        }
    }

    private static String apply(String script) {
        Trees trees = new Trees(ADDRESS, Optional.empty());
        Order order = Order.of(List.of(new Change.SwitchMode(DeviceName.of("dax0.0"), Mode.FSDEV)));
        try (PipeSnapshots snapshots = new PipeSnapshots(ADDRESS, command(script, Duration.ofMillis(2500)), trees);
                PipeApplier applier =
                        new PipeApplier(ADDRESS, command(script, Duration.ofMillis(2500)), trees, snapshots)) {
            return "ended: " + applier.apply(order, "0".repeat(64), event -> {}, Cancel.never());
        } catch (HostException e) {
            return words(e.refusal());
        }
    }

    private static String peak() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .findFirst()
                .map(line -> line.replaceAll("\\D", ""))
                .orElse("0");
    }
}
