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
        List<String> evidence = List.of("/sys/devices/system/memory/auto_online_blocks: "
                + policy.value().orElseGet(policy::whyNot));
        if (policy.value().filter("offline"::equals).isPresent()) {
            findings.add(new Finding(
                    "auto-online", State.GOOD, "New memory stays offline until it is asked for.", evidence, ""));
        } else if (policy.value().isPresent()) {
            boolean movable = policy.value().filter("online_movable"::equals).isPresent();
            findings.add(new Finding(
                    "auto-online",
                    movable ? State.NOTE : State.WARNING,
                    "The kernel brings new memory online by itself"
                            + (movable ? "." : ", perhaps in a zone from which it can't be taken back.")
                            + " A switch by Daxboard holds it offline until it has gone where it was asked for.",
                    evidence,
                    "For good: boot with memhp_default_state=offline"));
        }
    }

    private void rules(List<Finding> findings) {
        List<OnlineRule> rules = snapshot.onlineRules().value().orElse(List.of());
        if (!rules.isEmpty()) {
            findings.add(new Finding(
                    "udev-rules",
                    State.WARNING,
                    "udev brings new memory online by itself, whatever the kernel's policy is.",
                    rules.stream()
                            .map(rule -> rule.file() + ":" + rule.line() + ": " + rule.text())
                            .toList(),
                    "To switch a rule off, make an empty file of its name in /etc/udev/rules.d, then: sudo udevadm control"
                            + " --reload"));
        }
    }

    private void pinned(List<Finding> findings) {
        for (Device device : snapshot.devices().filter(snapshot.pinned()).toList()) {
            List<MemoryBlock> blocks = snapshot.memory().of(device);
            findings.add(new Finding(
                    "pinned",
                    State.PROBLEM,
                    device.name()
                            + " is pinned until reboot: kmem let it go while its memory was in use, and the kernel"
                            + " keeps " + blocks.size() + " memory blocks of it.",
                    blocks.stream()
                            .limit(3)
                            .map(block -> "/sys/devices/system/memory/memory" + block.index() + " lies in its range")
                            .toList(),
                    "Reboot. Until then its blocks still serve as ordinary memory."));
        }
    }

    private void orphans(List<Finding> findings) {
        for (IomemEntry entry : snapshot.orphans().value().orElse(List.of())) {
            String line = Long.toHexString(entry.start()) + "-" + Long.toHexString(entry.end()) + " : " + entry.name();
            findings.add(new Finding(
                    "orphan",
                    State.PROBLEM,
                    "Memory of a device that is no more is pinned until reboot; its space can't be used again before.",
                    List.of("/proc/iomem: " + line),
                    "Reboot."));
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
                    "Addresses, holders and pinned memory were not looked at: they need root.",
                    List.of(hidden.getFirst().path() + "/resource: "
                            + hidden.getFirst().ranges().whyNot()),
                    "sudo daxboard doctor"));
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
                    device.name() + " can't become system-ram: the firmware names no NUMA node for its memory.",
                    List.of(device.path() + "/target_node: absent"),
                    "Ask the machine's maker for firmware whose SRAT or CFMWS covers this range."));
        }
    }
}
