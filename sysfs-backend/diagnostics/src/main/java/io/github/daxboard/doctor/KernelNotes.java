// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.doctor;

import io.github.daxboard.doctor.Finding.State;
import io.github.daxboard.model.Device;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.text.Message;
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
        List<Message> evidence = List.of(Seen.is(
                "/proc/sys/kernel/osrelease", snapshot.kernelRelease().value().orElse("")));
        List<Finding> notes = new ArrayList<>();
        Release linux = release.get();
        if (linux.is(7, 1) || linux.is(7, 2)) {
            notes.add(new Finding(
                    "kernel-fsdev",
                    State.WARNING,
                    Message.of("doctor.kernel.fsdev"),
                    evidence,
                    Message.of("doctor.kernel.fsdev.next")));
        }
        if (linux.is(6, 12)) {
            notes.add(new Finding(
                    "kernel-mapping", State.NOTE, Message.of("doctor.kernel.mapping"), evidence, Message.NONE));
        }
        if (linux.is(5, 10) && linux.patch() < 173) {
            notes.add(new Finding(
                    "kernel-kmem-leak",
                    State.WARNING,
                    Message.of("doctor.kernel.kmemLeak"),
                    evidence,
                    Message.of("doctor.kernel.kmemLeak.next")));
        }
        boolean state = snapshot.devices().map(Device::hotplugState).anyMatch(reading -> !reading.isAbsent());
        if (snapshot.hasDax() && !state) {
            notes.add(new Finding(
                    "kernel-no-state",
                    State.NOTE,
                    Message.of("doctor.kernel.noState"),
                    List.of(Message.of("doctor.kernel.noState.seen")),
                    Message.NONE));
        }
        return notes;
    }
}
