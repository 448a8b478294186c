// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.ConfirmedRun.Result;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A host of a test: a machine, the folders of its helpers, and the helpers, one after the other. */
final class Host {
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    private static final String SMALL = """
            kernel 6.12.117+deb12-amd64
            host small
            block 128M
            module device_dax loaded
            ram 0x0 128M node 0
            region 0 hmem 0x100000000 256M node 1
            device dax0.0 256M devdax
            """;
    private static final Order TO_UNBOUND =
            Order.of(List.of(new Change.SwitchMode(DeviceName.of("dax0.0"), Mode.UNBOUND)));
    private static final String DIGEST = Helpers.digest(SimulatedKernel.boot(World.parse(SMALL)), TO_UNBOUND.changes());

    private final Path folder;
    private SimulatedKernel kernel;

    /** One whose helpers keep their files in a folder. */
    Host(Path folder, SimulatedKernel kernel) throws RefusedException {
        this.folder = folder;
        this.kernel = kernel;
        new Journals(new PrivateFiles(), journals()).makeFolder();
    }

    SimulatedKernel kernel() {
        return kernel;
    }

    /** Puts another machine in its place. */
    void becomes(SimulatedKernel other) {
        kernel = other;
    }

    Path journals() {
        return Helpers.places(folder).journal();
    }

    private GuardedApply helper(KernelPort port, Disk disk) {
        return new GuardedApply(
                port, Helpers.places(folder), Helpers.CALLER, Helpers.CLOCK, NOWHERE, new PrivateFiles(disk));
    }

    Result run(Plan plan, Disk disk) {
        return helper(kernel, disk).run(plan.order(), plan.digest(), event -> {}, Cancel.never());
    }

    /** A helper that is killed at its moment. */
    void runUntilKilled(Plan plan, Mortal mortal) {
        try {
            helper(mortal.on(kernel), mortal.disk()).run(plan.order(), plan.digest(), event -> {}, Cancel.never());
        } catch (Mortal.Killed e) {
            // That is what it is for.
        }
    }

    Result recover(Recovery how, Disk disk) {
        return helper(kernel, disk).recover(how, event -> {}, Cancel.never());
    }

    /** Another plan for which the same journals and the same log are used; its machine is a small one, and new each time. */
    private Result runAnother(Disk disk) {
        return helper(SimulatedKernel.boot(World.parse(SMALL)), disk)
                .run(TO_UNBOUND, DIGEST, event -> {}, Cancel.never());
    }

    void runsAnother() {
        assertThat(runAnother(FullDisk.roomy()))
                .isInstanceOfSatisfying(
                        Result.Ran.class,
                        ran -> assertThat(ran.outcome().verdict()).isEqualTo(Verdict.DONE));
    }

    /** Another plan is refused, with a way out in the refusal. */
    void refusesAnother(Disk disk, String wayOut) {
        assertThat(runAnother(disk))
                .isInstanceOfSatisfying(
                        Result.Refused.class,
                        refused -> assertThat(refused.refusal().asText()).contains(wayOut));
    }

    Optional<Unfinished> unfinished() throws RefusedException {
        return past().unfinished();
    }

    List<PastPlan> ended() throws RefusedException {
        return past().ended();
    }

    private PastPlans past() {
        return new PastPlans(kernel, Helpers.places(folder));
    }

    /** Whether each line of the log that is there whole begins a line: none is behind a torn one. */
    boolean isLogInLines() throws IOException {
        Path log = Helpers.places(folder).audit().resolve("audit.jsonl");
        return !Files.exists(log) || Files.readString(log).lines().noneMatch(line -> line.indexOf("{\"time\":", 1) > 0);
    }

    /** Nothing is left of its helpers but the first journal. */
    void keepOnlyTheFirst() throws IOException {
        for (Path part : List.of(journals(), Helpers.places(folder).audit())) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(part)) {
                for (Path one : files) {
                    if (!one.endsWith("1.jsonl")) {
                        Files.delete(one);
                    }
                }
            }
        }
    }
}
