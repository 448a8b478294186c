// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Visible;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Action;
import io.github.daxboard.plan.ChangePlan;
import io.github.daxboard.plan.KernelWrite;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Proof;
import io.github.daxboard.plan.Step;
import io.github.daxboard.plan.Undo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A plan as a script for a POSIX shell: plain writes to sysfs, each followed by the read that proves it. It ends at the first
 * that fails. It undoes nothing by itself: a comment above each step shows how to undo it. Always in English: colleagues run
 * and read it elsewhere.
 */
public final class ShellScript {
    private static final String PRELUDE = "/io/github/daxboard/report/prelude.sh";

    private final List<String> lines = new ArrayList<>();

    private ShellScript() {}

    /**
     * The script.
     *
     * @param snapshot the picture that the plan was made on: the script begins by looking whether it still holds
     */
    public static String of(Snapshot snapshot, Plan plan) {
        ShellScript script = new ShellScript();
        script.lines.add("#!/bin/sh");
        script.lines.add("# A plan by Daxboard, made " + snapshot.taken() + " for "
                + oneLine(snapshot.host().text()) + ", Linux "
                + oneLine(snapshot.kernelRelease().value().orElse("of an unknown release")) + ".");
        script.lines.add("# Digest " + plan.digest() + ".");
        for (ChangePlan change : plan.changes()) {
            script.lines.add("#   " + oneLine(PlanWords.head(change)));
        }
        script.lines.add(prelude());
        script.expect(snapshot, plan);
        plan.changes().forEach(script::add);
        script.lines.add("");
        script.lines.add("echo 'Done. Each write was read back.'");
        return String.join("\n", script.lines) + "\n";
    }

    /** For a comment and for what is shown: no text that was read ends the line, and no shell or terminal sees more than letters. */
    private static String oneLine(String text) {
        return Visible.line(text.replaceAll("\\s+", " "));
    }

    private static String prelude() {
        try (InputStream in = ShellScript.class.getResourceAsStream(PRELUDE)) {
            if (in == null) {
                throw new IllegalStateException("the program is incomplete: it has no " + PRELUDE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the plan rests on: the devices are as they were when it was made. */
    private void expect(Snapshot snapshot, Plan plan) {
        lines.add("# The plan is valid only for devices that are as they were when it was made.");
        plan.changes().stream()
                .flatMap(change -> change.device().stream())
                .distinct()
                .flatMap(name -> snapshot.device(name).stream())
                .forEach(this::expect);
    }

    private void expect(Device device) {
        lines.add(device.driver()
                .value()
                .map(driver -> "is_bound " + device.name() + " " + driver)
                .orElse("is_unbound " + device.name()));
        device.size().value().ifPresent(bytes -> lines.add("reads " + bytes + " " + quoted(device.path() + "/size")));
    }

    private void add(ChangePlan change) {
        lines.add("");
        lines.add("# " + oneLine(PlanWords.head(change)));
        change.warnings().forEach(warning -> lines.add("# Warning: " + oneLine(warning.text())));
        if (change.isNothingToDo()) {
            lines.add("# Nothing to do.");
        }
        change.steps().forEach(this::add);
    }

    private void add(Step step) {
        lines.add("");
        undo(step.undo());
        lines.add("step " + quoted(oneLine(step.action().describe())));
        step.precondition().ifPresent(this::prove);
        if (step.proof() instanceof Proof.LinksUnchanged) {
            lines.add("before=$(links)");
        }
        perform(step.action());
        prove(step.proof());
    }

    private void undo(Undo undo) {
        switch (undo) {
            case Undo.Nothing none -> lines.add("# Undo: " + oneLine(none.describe()) + ".");
            case Undo.ByDoing(List<Step> steps) -> {
                for (Step step : steps) {
                    lines.add("# Undo: " + oneLine(step.action().describe()) + ".");
                    for (KernelWrite write : step.action().writes()) {
                        String when = write.when().words().isEmpty()
                                ? ""
                                : "   (" + write.when().words() + ")";
                        lines.add("#   " + oneLine(write.value()) + " > " + write.path() + when);
                    }
                }
            }
        }
    }

    private void perform(Action action) {
        switch (action) {
            case Action.CheckHolders(DeviceName device) -> lines.add("no_holders " + device);
            case Action.LoadModule(Driver driver) -> lines.add("load " + driver);
            case Action.Register(DeviceName device, Driver driver, List<DeviceName> idle) ->
                lines.add("register " + device + " " + driver + names(idle));
            case Action.BindOrRegister(DeviceName device, Driver driver, List<DeviceName> idle) ->
                lines.add("bind_or_register " + device + " " + driver + names(idle));
            case Action.OnlineBlocks(DeviceName device, Zone zone) ->
                lines.add("set_blocks " + device + " online " + zone.kernelWord());
            case Action.OfflineBlocks(DeviceName device) -> lines.add("set_blocks " + device + " offline offline");
            case Action.RestoreBlocks restore -> lines.add("# " + oneLine(restore.describe()) + ".");
            case Action.RestoreRanges restore -> lines.add("# " + oneLine(restore.describe()) + ".");
            // Each of these is its one write, made in every case.
            case Action.SetAutoprobe plain -> write(plain);
            case Action.Unbind plain -> write(plain);
            case Action.Bind plain -> write(plain);
            case Action.Forget plain -> write(plain);
            case Action.SetAutoOnline plain -> write(plain);
            case Action.SetHotplugState plain -> write(plain);
            case Action.SetSize plain -> write(plain);
            case Action.SetAlign plain -> write(plain);
            case Action.AddMapping plain -> write(plain);
            case Action.CreateDevice plain -> write(plain);
            case Action.DeleteDevice plain -> write(plain);
        }
    }

    private void write(Action action) {
        action.writes()
                .forEach(write -> lines.add("put " + quoted(write.value()) + " "
                        + quoted(write.path().text())));
    }

    private void prove(Proof proof) {
        switch (proof) {
            case Proof.NoHolder(DeviceName device) -> lines.add("no_holders " + device);
            case Proof.AutoprobeIs(boolean on) ->
                lines.add("reads " + (on ? "1" : "0") + " " + quoted(KernelPath.AUTOPROBE.text()));
            case Proof.DriverLoaded(Driver driver) ->
                lines.add("[ -d \"$bus/drivers/" + driver + "\" ] || fail '" + driver + " is not on the bus'");
            case Proof.DriverIs(DeviceName device, Driver driver) -> lines.add("is_bound " + device + " " + driver);
            case Proof.IsUnbound(DeviceName device) -> lines.add("is_unbound " + device);
            case Proof.LinksUnchanged unchanged -> lines.add("same_links \"$before\"");
            case Proof.AutoOnlineIs(String policy) ->
                lines.add("reads " + quoted(policy) + " " + quoted(KernelPath.AUTO_ONLINE.text()));
            case Proof.BlocksOnline(DeviceName device, Zone zone) ->
                lines.add("blocks_are " + device + " online " + zone.word());
            case Proof.BlocksThere(DeviceName device) -> lines.add("has_blocks " + device);
            case Proof.BlocksOffline(DeviceName device) -> lines.add("blocks_are " + device + " offline");
            case Proof.BlocksAsBefore as -> lines.add("# " + oneLine(as.describe()) + ".");
            case Proof.RangesAsBefore as -> lines.add("# " + oneLine(as.describe()) + ".");
            case Proof.MemoryGone(DeviceName device) -> lines.add("memory_gone " + device);
            case Proof.HotplugStateIs(DeviceName device, String word) ->
                lines.add("reads " + quoted(word) + " \"$bus/devices/" + device + "/state\"");
            case Proof.SizeIs(DeviceName device, long bytes) ->
                lines.add("reads " + bytes + " \"$bus/devices/" + device + "/size\"");
            case Proof.AlignIs(DeviceName device, long bytes) ->
                lines.add("reads " + bytes + " \"$bus/devices/" + device + "/align\"");
            case Proof.HasRange(DeviceName device, long start, long end) ->
                lines.add("has_range " + device + " " + ChangeJson.hex(start) + " " + ChangeJson.hex(end));
            case Proof.Created(int region, DeviceName device) -> {
                lines.add("is_unbound " + device);
                lines.add("reads 0 \"$bus/devices/" + device + "/size\"");
            }
            case Proof.Deleted(DeviceName device) ->
                lines.add("[ ! -e \"$bus/devices/" + device + "\" ] || fail '" + device + " is still on the bus'");
        }
    }

    private static String names(List<DeviceName> devices) {
        return devices.stream().map(device -> " " + device).collect(Collectors.joining());
    }

    private static String quoted(String text) {
        return "'" + Visible.line(text).replace("'", "'\\''") + "'";
    }
}
