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
import io.github.daxboard.text.Message;
import java.util.List;

/** The words of the warnings that planning can give. */
final class Warnings {
    private static final int LINES_SHOWN = 3;

    private Warnings() {}

    static Warning unbound() {
        return new Warning(Message.of("warning.unbound"));
    }

    static Warning holdersForRoot(DeviceName name) {
        return new Warning(Message.of("warning.holdersForRoot", name));
    }

    static Warning swept(DeviceName name, Driver driver, List<DeviceName> idle) {
        return new Warning(Message.of("warning.swept", name, driver, idle));
    }

    static Warning losesKnownData(DeviceName name, Superblock data) {
        return new Warning(
                Message.of("warning.losesKnownData", name, data.message()),
                List.of(Message.verbatim("/dev/" + name + ": " + data.describe())),
                Message.of("warning.saveFirst"));
    }

    static Warning losesUnknownData(Device device, Reading<Superblock> why) {
        return new Warning(
                Message.of("warning.losesUnknownData", device.name()),
                List.of(Evidence.looked(device, why)),
                Message.of("warning.saveFirst"));
    }

    static Warning contentsForRoot(Device device) {
        return new Warning(
                Message.of("warning.contentsForRoot", device.name()),
                List.of(Evidence.looked(device, device.superblock())),
                Message.NONE);
    }

    static Warning kernelBug(KernelBug bug, Reading<String> release) {
        return new Warning(
                bug.message(),
                List.of(Evidence.of(KernelPath.OS_RELEASE.text(), release)),
                Message.of("warning.kernelBug.cure"));
    }

    static Warning rounded(Device device, long bytes, long lost, long block) {
        return new Warning(
                Message.of(
                        "warning.rounded",
                        Sizes.message(device.size()),
                        device.name(),
                        Sizes.words(bytes),
                        Sizes.words(lost)),
                List.of(Evidence.blockSize(block), Evidence.of(device, "size", device.size())),
                Message.of("warning.rounded.cure", Sizes.words(block)));
    }

    static Warning yieldUnknown(Device device, long block) {
        return new Warning(
                Message.of("warning.yieldUnknown", device.name()),
                List.of(Evidence.blockSize(block), Evidence.of(device, "mapping0", device.ranges())),
                Message.NONE);
    }

    static Warning policyHeld(Reading<String> policy) {
        return new Warning(
                Message.of("warning.policyHeld"),
                List.of(Evidence.of(KernelPath.AUTO_ONLINE.text(), policy)),
                Message.of("warning.policyHeld.cure"));
    }

    static Warning policyUnknown(Reading<String> policy) {
        return new Warning(
                Message.of("warning.policyUnknown"),
                List.of(Evidence.of(KernelPath.AUTO_ONLINE.text(), policy)),
                Message.of("warning.policyUnknown.cure"));
    }

    static Warning onlineRules(List<OnlineRule> rules, Change.Onlining onlining) {
        return new Warning(
                onlining == Change.Onlining.LEAVE_OFFLINE
                        ? Message.of("warning.onlineRules.offline")
                        : Message.of("warning.onlineRules.zone"),
                lines(rules),
                Message.of("warning.onlineRules.cure"));
    }

    static Warning rulesMayBeQuicker(List<OnlineRule> rules) {
        return new Warning(
                Message.of("warning.onlineRules.leaving"), lines(rules), Message.of("warning.onlineRules.cure"));
    }

    private static List<Message> lines(List<OnlineRule> rules) {
        return rules.stream()
                .map(rule -> Message.verbatim(rule.file() + ":" + rule.line() + ": " + rule.text()))
                .toList();
    }

    static Warning kernelZone(DeviceName name) {
        return new Warning(Message.of("warning.kernelZone", name));
    }

    static Warning hardToTake(DeviceName name, List<MemoryBlock> hard, int online) {
        return new Warning(
                Message.of("warning.hardToTake", hard.size(), online, name),
                hard.stream().limit(LINES_SHOWN).map(Evidence::zones).toList(),
                Message.of("warning.hardToTake.cure"));
    }

    static Warning blocksUnseen(DeviceName name) {
        return new Warning(Message.of("warning.blocksUnseen", name));
    }

    static Warning placeUnseen(int region) {
        return new Warning(Message.of("warning.placeUnseen", region));
    }

    static Warning alignUnseen(DeviceName name) {
        return new Warning(Message.of("warning.alignUnseen", name));
    }

    static Warning memmap(DeviceName name, Mode mode, long then, long now, long align, List<Message> seen) {
        String each = mode == Mode.DEVDAX && align == Alignments.MEDIUM ? "4 MiB" : "16 MiB";
        return new Warning(
                now == 0
                        ? Message.of("warning.memmap", mode.message(), name, Sizes.words(then), each)
                        : Message.of(
                                "warning.memmap.more", mode.message(), name, Sizes.words(then), each, Sizes.words(now)),
                seen,
                Message.of("warning.memmap.cure"));
    }
}
