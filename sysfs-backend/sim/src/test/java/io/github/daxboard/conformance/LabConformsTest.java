// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.IomemEntry;
import io.github.daxboard.model.NumaNode;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.sysfs.SnapshotReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each scenario on the lab's kernel and on the simulation. With {@code -Ddaxboard.conformance.record=FILE} the lab's answers
 * are written down; that file is {@code src/test/resources/conformance/lab-6.12.txt}.
 */
@Tag("lab")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabConformsTest {
    private final Map<String, List<String>> transcripts = new LinkedHashMap<>();
    private LabPort lab;

    static List<Scenario> scenarios() {
        return Scenarios.all();
    }

    @BeforeAll
    void connect() {
        LabPort.reset();
        lab = new LabPort();
        assertThat(lab.driverState(Driver.FSDEV_DAX))
                .as("the lab has the driver fsdev_dax, not loaded; lab/driver show brings it there")
                .isEqualTo(Reading.of(DriverState.LOADABLE));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theSimulationAnswersAsTheLabDoes(Scenario scenario) {
        List<String> real;
        try {
            real = Transcript.of(scenario, lab);
        } finally {
            Restore.after(scenario, lab);
        }
        transcripts.put(scenario.name(), real);
        assertThat(Transcript.of(scenario, new SimulatedPort())).isEqualTo(real);
    }

    @Test
    void theSnapshotOfTheLabIsThatOfItsSimulation() {
        assertThat(snapshot(lab)).isEqualTo(snapshot(new SimulatedPort()));
    }

    /** Without the devices' numbers, which tell in which order they were made. */
    private static Snapshot snapshot(KernelView kernel) {
        Snapshot read = SnapshotReader.read(kernel, new HostName("lab"), Instant.EPOCH);
        List<Region> regions = read.regions().stream()
                .map(region -> region.withDevices(region.devices().stream()
                        .map(LabConformsTest::unnumbered)
                        .toList()))
                .toList();
        return new Snapshot(
                read.host(),
                read.taken(),
                Reading.absent(),
                read.autoprobe(),
                regions,
                read.drivers(),
                read.memory(),
                read.holders(),
                read.nodes().stream().map(LabConformsTest::unused).toList(),
                read.iomem().map(LabConformsTest::ofDax),
                read.onlineRules());
    }

    /** Without what is free at the moment, and what the firmware has taken of the first node. */
    private static NumaNode unused(NumaNode node) {
        return new NumaNode(
                node.id(),
                node.cpus(),
                node.socket(),
                Reading.absent(),
                Reading.absent(),
                Reading.absent(),
                node.distances(),
                node.tier(),
                node.access());
    }

    /** Without the virtual machine's other hardware. */
    private static List<IomemEntry> ofDax(List<IomemEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.name().startsWith("dax")
                        || entry.name().equals("Soft Reserved")
                        || entry.name().equals("System RAM (kmem)"))
                .toList();
    }

    private static Device unnumbered(Device device) {
        return new Device(
                device.name(),
                device.path(),
                device.driver(),
                device.size(),
                device.align(),
                device.targetNode(),
                device.numaNode(),
                device.resource(),
                device.ranges(),
                Reading.absent(),
                device.memmapOnMemory(),
                device.hotplugState(),
                device.superblock());
    }

    @AfterAll
    void disconnect() throws IOException {
        lab.close();
        String record = System.getProperty("daxboard.conformance.record", "");
        if (!record.isEmpty()) {
            Files.writeString(Path.of(record), RecordedAnswers.format(transcripts));
        }
    }
}
