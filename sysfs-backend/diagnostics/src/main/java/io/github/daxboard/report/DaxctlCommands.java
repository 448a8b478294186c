// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Visible;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Change.Extent;
import io.github.daxboard.plan.Change.Onlining;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plan as daxctl commands, for people who may use only those. Always in English: colleagues run and read it elsewhere.
 */
public final class DaxctlCommands {
    private final List<String> lines = new ArrayList<>();

    private DaxctlCommands() {}

    /** The script. */
    public static String of(Snapshot snapshot, Plan plan) {
        DaxctlCommands commands = new DaxctlCommands();
        commands.lines.addAll(List.of(
                "#!/bin/sh",
                "# A plan by Daxboard for " + Visible.line(snapshot.host().text()) + " as daxctl commands. Digest "
                        + plan.digest() + ".",
                "# daxctl does not look for holders, may bind other unbound devices too (new_id), and undoes nothing.",
                "set -eu",
                ""));
        for (ChangePlan change : plan.changes()) {
            commands.lines.add("# " + Visible.line(PlanWords.head(change)));
            if (change.isNothingToDo()) {
                commands.lines.add("# Nothing to do.");
            } else {
                commands.add(change);
            }
        }
        commands.lines.add("daxctl list -RDi");
        return String.join("\n", commands.lines) + "\n";
    }

    private void add(ChangePlan plan) {
        switch (plan.change()) {
            case Change.SwitchMode(DeviceName device, Mode to, Onlining onlining) ->
                switchMode(plan.from(), device, to, onlining);
            case Change.Create create -> create(plan, create);
            case Change.Resize(DeviceName device, long bytes) ->
                lines.add("daxctl reconfigure-device -s " + bytes + " " + device);
            case Change.SetAlign(DeviceName device, long bytes) ->
                lines.add("daxctl reconfigure-device -a " + bytes + " " + device);
            case Change.Destroy(DeviceName device) -> {
                if (device.isSeed()) {
                    lines.add("# daxctl 76 sets its size to 0 and then ends with 240, because the kernel keeps "
                            + device + ".");
                    lines.add("daxctl destroy-device " + device + " || [ \"$?\" -eq 240 ]");
                } else {
                    lines.add("daxctl destroy-device " + device);
                }
            }
            case Change.Online(DeviceName device, Zone zone) ->
                lines.add("daxctl online-memory " + (zone == Zone.KERNEL ? "--no-movable " : "") + device);
            case Change.Offline(DeviceName device) -> lines.add("daxctl offline-memory " + device);
        }
    }

    private void switchMode(Optional<Mode> from, DeviceName device, Mode to, Onlining onlining) {
        boolean fromRam = from.filter(Mode.SYSTEM_RAM::equals).isPresent();
        String reconfigure = "daxctl reconfigure-device ";
        switch (to) {
            case UNBOUND -> {
                if (fromRam) {
                    lines.add("# daxctl can't disable a device in system-ram, so it goes to devdax first.");
                    lines.add("daxctl offline-memory " + device);
                    lines.add(reconfigure + "-m devdax " + device);
                }
                lines.add("daxctl disable-device " + device);
            }
            case SYSTEM_RAM ->
                lines.add(reconfigure + "-m system-ram "
                        + switch (onlining) {
                            case MOVABLE -> "";
                            case KERNEL -> "--no-movable ";
                            case LEAVE_OFFLINE -> "-N ";
                        }
                        + device);
            case DEVDAX, FSDEV -> {
                if (fromRam) {
                    lines.add("# -f would take it offline too; a command of its own shows where it fails.");
                    lines.add("daxctl offline-memory " + device);
                }
                if (to == Mode.FSDEV) {
                    lines.add("# famfs needs daxctl 85.");
                    if (fromRam) {
                        lines.add(reconfigure + "-m devdax " + device);
                    }
                }
                lines.add(reconfigure + "-m " + to.daxctlWord() + " " + device);
            }
        }
    }

    private void create(ChangePlan plan, Change.Create create) {
        String align = create.align().map(bytes -> " -a " + bytes).orElse("");
        switch (create.extent()) {
            case Extent.Size(long bytes) -> {
                lines.add("daxctl create-device -r " + create.region() + " -s " + bytes + align);
                lines.add("# daxctl binds a new device to device_dax; in the plan it starts unbound.");
                lines.add("daxctl disable-device " + name(plan));
            }
            case Extent.At(long start, long end) -> {
                lines.add("input=$(mktemp)");
                lines.add("trap 'rm -f \"$input\"' EXIT");
                lines.add("printf '%s\\n' '{\"chardev\":\"dax" + create.region() + ".0\","
                        + create.align()
                                .map(bytes -> "\"align\":" + bytes + ",")
                                .orElse("")
                        + "\"size\":" + (end - start + 1)
                        + ",\"mappings\":[{\"page_offset\":0,\"start\":" + start + ",\"end\":" + end + ",\"size\":"
                        + (end - start + 1) + "}]}' >\"$input\"");
                lines.add("daxctl create-device --input \"$input\"");
                lines.add("daxctl disable-device " + name(plan));
            }
        }
    }

    private static String name(ChangePlan plan) {
        return plan.device().map(DeviceName::toString).orElse("");
    }
}
