// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.report.PlanWords;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.SnapshotReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndoTest {
    private static final DeviceName DAX00 = DeviceName.of("dax0.0");

    /** Its first step alone would say the opposite of what it comes to: that the memory is unplugged. */
    @Test
    void anUndoOfSeveralStepsTellsThemAll() {
        SimulatedKernel kernel = SimulatedKernel.boot(World.parse("""
                kernel 7.1.0
                block 128M
                module kmem loaded
                hotplug-state on
                auto-online online
                ram 0x0 4G node 0
                region 0 hmem 0x100000000 512M node 1 cpus 0
                device dax0.0 512M system-ram online 4
                """));
        Plan plan = Planner.plan(
                SnapshotReader.read(kernel, new HostName("lab"), Instant.EPOCH),
                List.of(new Change.SwitchMode(DAX00, Mode.DEVDAX)));

        assertThat(plan.changes().getFirst().steps())
                .filteredOn(step -> step.undo() instanceof Undo.ByDoing(List<Step> steps) && steps.size() > 1)
                .extracting(step -> step.undo().describe())
                .containsExactly(
                        "Set the hotplug state of dax0.0 to unplugged; then: Set the hotplug state of dax0.0 to online_movable; then: Bring"
                                + " the memory of dax0.0 back to the states and zones that it had",
                        "Keep new memory offline; then: Bind dax0.0 to kmem; then: Set the policy for new memory back to"
                                + " online");
        assertThat(PlanWords.lines(plan))
                .anySatisfy(line -> assertThat(line).contains("undone by: Keep new memory offline; then: Bind"));
        assertThat(new Undo.ByDoing(List.of()).describe()).isEqualTo("nothing to undo");
    }
}
