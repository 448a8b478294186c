// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.doctor;

import io.github.daxboard.doctor.Finding.State;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.IomemEntry;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.List;

/** What becomes of memory without being asked, and what the kernel will not give back. */
final class MemoryFindings {
    private final Snapshot snapshot;

    MemoryFindings(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        policy(findings);
        rules(findings);
        pinned(findings);
        orphans(findings);
        unseen(findings);
        noNode(findings);
        return findings;
    }

    private void policy(List<Finding> findings) {
        Reading<String> policy = snapshot.memory().autoOnline();
        List<Message> evidence = List.of(Seen.says(
                "/sys/devices/system/memory/auto_online_blocks",
                policy.value().map(Message::verbatim).orElseGet(policy::message)));
        if (policy.value().filter("offline"::equals).isPresent()) {
            findings.add(new Finding(
                    "auto-online", State.GOOD, Message.of("doctor.autoOnline.off"), evidence, Message.NONE));
        } else if (policy.value().isPresent()) {
            boolean movable = policy.value().filter("online_movable"::equals).isPresent();
            findings.add(new Finding(
                    "auto-online",
                    movable ? State.NOTE : State.WARNING,
                    movable ? Message.of("doctor.autoOnline.movable") : Message.of("doctor.autoOnline.anyZone"),
                    evidence,
                    Message.of("doctor.autoOnline.next")));
        }
    }

    private void rules(List<Finding> findings) {
        List<OnlineRule> rules = snapshot.onlineRules().value().orElse(List.of());
        if (!rules.isEmpty()) {
            findings.add(new Finding(
                    "udev-rules",
                    State.WARNING,
                    Message.of("doctor.udev"),
                    rules.stream()
                            .map(rule -> Seen.is(rule.file() + ":" + rule.line(), rule.text()))
                            .toList(),
                    Message.of("doctor.udev.next")));
        }
    }

    private void pinned(List<Finding> findings) {
        for (Device device : snapshot.devices().filter(snapshot.pinned()).toList()) {
            List<MemoryBlock> blocks = snapshot.memory().of(device);
            findings.add(new Finding(
                    "pinned",
                    State.PROBLEM,
                    Message.count("doctor.pinned", blocks.size(), device.name()),
                    blocks.stream()
                            .limit(3)
                            .map(block -> Message.of(
                                    "plan.pinned.block", "/sys/devices/system/memory/memory" + block.index()))
                            .toList(),
                    Message.of("doctor.pinned.next")));
        }
    }

    private void orphans(List<Finding> findings) {
        for (IomemEntry entry : snapshot.orphans().value().orElse(List.of())) {
            String line = Long.toHexString(entry.start()) + "-" + Long.toHexString(entry.end()) + " : " + entry.name();
            findings.add(new Finding(
                    "orphan",
                    State.PROBLEM,
                    Message.of("doctor.orphan"),
                    List.of(Seen.is("/proc/iomem", line)),
                    Message.of("doctor.orphan.next")));
        }
    }

    private void unseen(List<Finding> findings) {
        List<Device> hidden = snapshot.devices()
                .filter(device -> device.ranges() instanceof Reading.Denied)
                .toList();
        if (!hidden.isEmpty()) {
            findings.add(new Finding(
                    "unseen",
                    State.NOTE,
                    Message.of("doctor.unseen"),
                    List.of(Seen.says(
                            hidden.getFirst().path() + "/resource",
                            hidden.getFirst().ranges().message())),
                    Message.verbatim("sudo daxboard doctor")));
        }
    }

    private void noNode(List<Finding> findings) {
        for (Device device : snapshot.devices()
                .filter(device -> !device.isEmpty())
                .filter(device -> device.targetNode().isAbsent())
                .filter(device ->
                        !device.driver().value().filter(Driver.KMEM::equals).isPresent())
                .toList()) {
            findings.add(new Finding(
                    "no-target-node",
                    State.NOTE,
                    Message.of("doctor.noTargetNode", device.name()),
                    List.of(Seen.absent(device.path() + "/target_node")),
                    Message.of("doctor.noTargetNode.next")));
        }
    }
}
