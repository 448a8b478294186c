// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.fuzz.FuzzTarget;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.SnapshotReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plan files and daxctl's inputs: refused with their place, or understood; and what is understood can be planned. */
public final class PlanFileFuzz implements FuzzTarget {
    private final Snapshot snapshot =
            SnapshotReader.read(SimulatedKernel.boot(World.lab()), new HostName("lab"), Instant.EPOCH);

    @Override
    public void test(byte[] input) {
        String text = FuzzTarget.text(input);
        try {
            DaxctlInput.parse(text);
        } catch (BadDocument refused) {
            FuzzTarget.check(refused.getMessage() != null, "it is refused without a reason");
        }
        PlanFile file;
        try {
            file = PlanFile.parse(text);
        } catch (BadDocument refused) {
            FuzzTarget.check(refused.getMessage() != null, "it is refused without a reason");
            return;
        }
        try {
            FuzzTarget.checkEqual(PlanFile.parse(file.print()), file, "a plan's file is read as another one");
        } catch (BadDocument e) {
            throw new AssertionError("what was printed is refused", e);
        }
        Planner.plan(snapshot, file.order());
    }

    @Override
    public List<byte[]> seeds() {
        DeviceName device = DeviceName.of("dax0.0");
        List<Change> changes = List.of(
                new Change.SwitchMode(device, Mode.SYSTEM_RAM, Change.Onlining.KERNEL),
                new Change.SwitchMode(device, Mode.FSDEV),
                new Change.Create(0, new Change.Extent.Size(1L << 28), Optional.of(2L << 20)),
                new Change.Create(0, new Change.Extent.At(1L << 32, (1L << 32) + (1L << 28) - 1), Optional.empty()),
                new Change.Resize(device, 1L << 28),
                new Change.Destroy(DeviceName.of("dax0.1")),
                new Change.SetAlign(device, 4096),
                new Change.Online(device, Zone.KERNEL),
                new Change.Offline(device));
        List<byte[]> seeds = new ArrayList<>();
        for (Change change : changes) {
            Order order = new Order(List.of(change), Set.of(device));
            seeds.add(FuzzTarget.bytes(
                    PlanFile.of(snapshot, Planner.plan(snapshot, order)).print()));
        }
        seeds.add(FuzzTarget.bytes("{\"chardev\":\"dax0.0\",\"size\":1073741824,\"align\":2097152}"));
        seeds.add(FuzzTarget.bytes("[{\"chardev\":\"dax0.0\",\"size\":\"1.00 GiB (1.07 GB)\","
                + "\"mappings\":[{\"page_offset\":0,\"start\":4294967296,\"end\":5368709119,\"size\":1073741824}]}]"));
        return seeds;
    }

    @Override
    public int longest() {
        return 8192;
    }
}
