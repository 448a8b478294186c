// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.doctor;

import io.github.daxboard.doctor.Finding.State;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is known to be wrong with the dax code of certain kernels, told from the release: a distribution may have mended it. */
final class KernelNotes {
    private KernelNotes() {}

    static List<Finding> of(Snapshot snapshot) {
        Optional<Release> release = snapshot.kernelRelease().value().flatMap(Release::parse);
        if (release.isEmpty()) {
            return List.of();
        }
        List<String> evidence = List.of("/proc/sys/kernel/osrelease: "
                + snapshot.kernelRelease().value().orElse(""));
        List<Finding> notes = new ArrayList<>();
        Release linux = release.get();
        if (linux.is(7, 1) || linux.is(7, 2)) {
            notes.add(new Finding(
                    "kernel-fsdev",
                    State.WARNING,
                    "fsdev_dax of Linux 7.1 has known faults: with several ranges it reaches the wrong memory; a failed bind"
                            + " blocks the device; a pmem device that goes back to devdax keeps stale page-map operations.",
                    evidence,
                    "Use fsdev on devices with one range; before a pmem device goes back to devdax, mind that a memory failure"
                            + " there may crash the kernel. Fixed by a series of July 2026."));
        }
        if (linux.is(6, 12)) {
            notes.add(new Finding(
                    "kernel-mapping",
                    State.NOTE,
                    "On this kernel a write to mapping that is not aligned does nothing and reports success. Daxboard reads each"
                            + " range back.",
                    evidence,
                    ""));
        }
        if (linux.is(5, 10) && linux.patch() < 173) {
            notes.add(new Finding(
                    "kernel-kmem-leak",
                    State.WARNING,
                    "kmem of this kernel leaks what it added when it is unbound.",
                    evidence,
                    "Update the kernel: 5.10.173 has the fix."));
        }
        boolean state = snapshot.devices().map(Device::hotplugState).anyMatch(reading -> !reading.isAbsent());
        if (snapshot.hasDax() && !state) {
            notes.add(new Finding(
                    "kernel-no-state",
                    State.NOTE,
                    "This kernel takes a device's memory offline block by block, and lets kmem go while blocks are online, which"
                            + " pins the memory until reboot. Daxboard looks right before and after each unbind.",
                    List.of("no device has the attribute state"),
                    ""));
        }
        return notes;
    }
}
