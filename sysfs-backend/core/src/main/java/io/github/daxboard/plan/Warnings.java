// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.KernelBug;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Superblock;
import java.util.List;
import java.util.stream.Collectors;

/** The words of the warnings that planning can give. */
final class Warnings {
    private static final int LINES_SHOWN = 3;

    private Warnings() {}

    static Warning swept(DeviceName name, Driver driver, List<DeviceName> idle) {
        String names = idle.stream().map(DeviceName::toString).collect(Collectors.joining(", "));
        return new Warning("If " + name + " needs an id, " + driver + " is also offered idle " + names
                + "; what it takes is given back at once.");
    }

    static Warning losesKnownData(DeviceName name, Superblock data) {
        return new Warning(
                name + " holds " + data.describe() + ", which is lost; that was agreed to.",
                List.of("/dev/" + name + ": " + data.describe()),
                "Save what is still needed first.");
    }

    static Warning losesUnknownData(Device device, Reading<Superblock> why) {
        return new Warning(
                "What " + device.name() + " holds could not be looked at. It is lost; that was agreed to.",
                List.of(Evidence.looked(device, why)),
                "Save what is still needed first.");
    }

    static Warning contentsForRoot(Device device) {
        return new Warning(
                "What " + device.name()
                        + " holds can only be seen by root. The helper looks before it writes, and stops if it finds data.",
                List.of(Evidence.looked(device, device.superblock())),
                "");
    }

    static Warning kernelBug(KernelBug bug, Reading<String> release) {
        return new Warning(
                bug.words(),
                List.of(KernelPath.OS_RELEASE + ": " + Evidence.said(release)),
                "If this kernel is not mended, update it before the device holds anything that counts.");
    }

    static Warning rounded(Device device, long bytes, long lost, long block) {
        return new Warning(
                "Of the " + Sizes.words(device.size()) + " of " + device.name() + ", " + Sizes.words(bytes)
                        + " become memory; " + Sizes.words(lost) + " are in no whole memory block and lie idle.",
                List.of(
                        KernelPath.MEMORY + "/block_size_bytes: " + Long.toHexString(block),
                        Evidence.of(device, "size", device.size())),
                "Nothing is lost if it begins and ends at multiples of " + Sizes.words(block) + ".");
    }

    static Warning yieldUnknown(Device device, long block) {
        return new Warning(
                "How much of " + device.name() + " becomes memory depends on where it lies, which only root can see.",
                List.of(
                        KernelPath.MEMORY + "/block_size_bytes: " + Long.toHexString(block),
                        Evidence.of(device, "mapping0", device.ranges())),
                "");
    }

    static Warning policyHeld(String policy) {
        return new Warning(
                "The kernel brings new memory online by itself; it is kept from that while the device is bound, so that"
                        + " the memory goes where it shall.",
                List.of(KernelPath.AUTO_ONLINE + ": " + policy),
                "To have it so for good, boot with memhp_default_state=offline.");
    }

    static Warning policyUnknown(Reading<String> policy) {
        return new Warning(
                "What the kernel does with new memory is not known: it may come online by itself, in another zone.",
                List.of(KernelPath.AUTO_ONLINE + ": " + policy.whyNot()),
                "Look at the memory's zone afterwards.");
    }

    static Warning onlineRules(List<OnlineRule> rules, Change.Onlining onlining) {
        return new Warning(
                onlining == Change.Onlining.LEAVE_OFFLINE
                        ? "A udev rule brings new memory online; it is taken offline again."
                        : "A udev rule brings new memory online too, and may be quicker: then the zone may be another.",
                lines(rules),
                "Turn the rule off while memory is switched: an empty file of its name in /etc/udev/rules.d does that.");
    }

    static Warning rulesMayBeQuicker(List<OnlineRule> rules) {
        return new Warning(
                "A udev rule brings memory online. If it does so after the last block went offline, the switch stops"
                        + " before the device is unbound.",
                lines(rules),
                "Turn the rule off while memory is switched: an empty file of its name in /etc/udev/rules.d does that.");
    }

    private static List<String> lines(List<OnlineRule> rules) {
        return rules.stream()
                .map(rule -> rule.file() + ":" + rule.line() + ": " + rule.text())
                .toList();
    }

    static Warning kernelZone(DeviceName name) {
        return new Warning("In the kernel's zone the memory of " + name
                + " can hardly be taken back: what the kernel keeps for itself can't be moved.");
    }

    static Warning hardToTake(DeviceName name, List<MemoryBlock> hard, int online) {
        return new Warning(
                hard.size() + " of the " + online + " online memory blocks of " + name
                        + " are not in zone Movable. One that holds data of the kernel's can't go offline; then all is put"
                        + " back as it was.",
                hard.stream().limit(LINES_SHOWN).map(Evidence::zones).toList(),
                "Try it; if a block stays, only a reboot frees it. Online the memory as movable next time.");
    }

    static Warning blocksUnseen(DeviceName name) {
        return new Warning("Which memory blocks are those of " + name
                + " can only be seen by root; the helper looks before it writes.");
    }

    static Warning placeUnseen(int region) {
        return new Warning("Where region " + region
                + " has free space, and whether some of it is pinned until a reboot, can only be seen by root; the helper"
                + " looks before it writes.");
    }

    static Warning alignUnseen(DeviceName name) {
        return new Warning("Whether each range of " + name
                + " begins at a multiple of 1 GiB can only be seen by root; the helper looks before it writes.");
    }

    static Warning pageMap(DeviceName name, Mode mode, long then, long now, long align, List<String> evidence) {
        String each = mode == Mode.DEVDAX && align == Alignments.MEDIUM ? "4 MiB" : "16 MiB";
        return new Warning(
                "As " + mode.word() + " the page map of " + name + " takes " + Sizes.words(then)
                        + " of ordinary memory, " + each + " for each GiB"
                        + (now == 0 ? "." : "; now it takes " + Sizes.words(now) + "."),
                evidence,
                "See that the machine can do without that much memory.");
    }
}
