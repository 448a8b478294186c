// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.RegionKind;
import io.github.daxboard.model.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every switch from every mode to every other, on every kind of region: the writes, what must be read right before and
 * after, and how each is taken back. {@code switches.txt} beside this has them as text.
 */
class SwitchMatrixTest {

    static Stream<Arguments> pairs() {
        return Stream.of(RegionKind.HMEM, RegionKind.CXL, RegionKind.PMEM)
                .flatMap(kind -> Arrays.stream(Mode.values())
                        .flatMap(from -> Arrays.stream(Mode.values())
                                .filter(to -> to != from)
                                .map(to -> Arguments.of(kind, from, to))));
    }

    @ParameterizedTest(name = "{0}: {1} to {2}")
    @MethodSource("pairs")
    void aSwitchMakesTheseWrites(RegionKind kind, Mode from, Mode to) {
        assertThat(told(kind, from, to)).isEqualTo(written(kind, from, to));
    }

    @Test
    void everyWriteButAHarmlessOneCanBeTakenBack() {
        assertThat(pairs().flatMap(pair -> plan(pair).steps().stream())).allSatisfy(step -> {
            boolean harmless = step.action() instanceof Action.CheckHolders
                    || step.action() instanceof Action.Forget
                    || step.action().equals(new Action.SetAutoprobe(true));
            assertThat(step.undo() instanceof Undo.ByDoing)
                    .as(step.action().describe())
                    .isEqualTo(!harmless);
        });
    }

    private static ChangePlan plan(Arguments pair) {
        return plan((RegionKind) pair.get()[0], (Mode) pair.get()[1], (Mode) pair.get()[2]);
    }

    private static ChangePlan plan(RegionKind kind, Mode from, Mode to) {
        DeviceName name = DeviceName.of("dax0.0");
        Device device = Pictures.device(name, from.driver());
        Region region = new Region(
                0,
                kind,
                "/sys/devices/platform/x",
                device.size(),
                device.align(),
                kind == RegionKind.PMEM ? Reading.absent() : Reading.of(0L),
                Reading.absent(),
                List.of(device));
        Snapshot snapshot = Pictures.plain().withRegions(List.of(region));
        for (Driver driver : Driver.KNOWN) {
            snapshot = Pictures.withDriverState(snapshot, driver, DriverState.LOADED);
        }
        if (from == Mode.SYSTEM_RAM) {
            snapshot = Pictures.withOfflineBlocks(snapshot, name);
        }
        return Planner.plan(snapshot, List.of(new Change.SwitchMode(name, to)))
                .changes()
                .getFirst();
    }

    private static String told(RegionKind kind, Mode from, Mode to) {
        List<String> lines = new ArrayList<>();
        plan(kind, from, to).steps().forEach(step -> tell(lines, "", step));
        return String.join("\n", lines);
    }

    private static void tell(List<String> lines, String indent, Step step) {
        List<KernelWrite> writes = step.action().writes();
        step.precondition().ifPresent(needed -> lines.add(indent + "needs: " + needed.describe()));
        if (writes.isEmpty()) {
            lines.add(indent + step.action().describe());
        }
        writes.forEach(write -> lines.add(indent + write.value() + " > " + write.shortPath()
                + Optional.of(write.when().words())
                        .filter(words -> !words.isEmpty())
                        .map(words -> " (" + words + ")")
                        .orElse("")));
        lines.add(indent + "  = " + step.proof().describe());
        if (step.undo() instanceof Undo.ByDoing(List<Step> steps)) {
            steps.forEach(undo -> tell(lines, indent + "  undo ", undo));
        }
    }

    /** The section of the text for a pair; hmem and CXL regions are alike. */
    private static String written(RegionKind kind, Mode from, Mode to) {
        String head = "== " + (kind == RegionKind.PMEM ? "pmem" : "hmem, cxl") + ": " + from + " to " + to + "\n";
        String all = text();
        int start = all.indexOf(head);
        assertThat(start).as("the text has " + head.strip()).isNotNegative();
        int end = all.indexOf("\n== ", start);
        return all.substring(start + head.length(), end < 0 ? all.length() : end)
                .strip();
    }

    private static String text() {
        try (InputStream in =
                Objects.requireNonNull(SwitchMatrixTest.class.getResourceAsStream("switches.txt"), "switches.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints what the text would be now, for whoever changes a recipe and then reads the difference. */
    public static void main(String[] args) {
        for (RegionKind kind : List.of(RegionKind.HMEM, RegionKind.PMEM)) {
            for (Mode from : Mode.values()) {
                for (Mode to : Mode.values()) {
                    if (from != to) {
                        System.out.println("== " + (kind == RegionKind.PMEM ? "pmem" : "hmem, cxl") + ": " + from
                                + " to " + to + "\n" + told(kind, from, to) + "\n");
                    }
                }
            }
        }
    }
}
