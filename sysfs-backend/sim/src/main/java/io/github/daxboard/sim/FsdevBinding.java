// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Range;
import io.github.daxboard.sim.Entry.Attribute;
import java.util.Optional;
import java.util.function.Predicate;

/** fsdev_dax as kernel-driver/fsdev_dax.c has it. */
final class FsdevBinding extends ReservingBinding {
    private final SysTree tree;
    private final Predicate<SimDevice> inUse;
    private final Predicate<SimDevice> claimed;
    private final String release;

    /**
     * @param inUse whether a process still has a device open or mapped
     * @param claimed whether a file system in the kernel has claimed it
     * @param release the kernel that the driver was built for, which is the running one
     */
    FsdevBinding(
            SysTree tree,
            Iomem iomem,
            KernelLog log,
            Predicate<SimDevice> inUse,
            Predicate<SimDevice> claimed,
            String release) {
        super("fsdev_dax", iomem, log);
        this.tree = tree;
        this.inUse = inUse;
        this.claimed = claimed;
        this.release = release;
    }

    @Override
    public Optional<Errno> bind(SimDevice device) {
        if (inUse.test(device)) {
            say(device, "still open or mapped through its last driver");
            return Optional.of(Errno.EBUSY);
        }
        Optional<Range> crooked = device.ranges().stream()
                .filter(range -> (range.start() | range.size()) % SUBSECTION != 0)
                .findFirst();
        if (crooked.isPresent()) {
            Range range = crooked.get();
            say(
                    device,
                    Text.hex(range.start()) + "-" + Text.hex(range.end()) + " does not begin and end at multiples of "
                            + Text.hex(SUBSECTION));
            return Optional.of(Errno.EINVAL);
        }
        Optional<Errno> failed = super.bind(device);
        if (failed.isEmpty()) {
            // It overwrites a page map that device_dax left behind, and takes its own out when it goes.
            device.setPageMapLeft(false);
            String folder = device.path() + "/fsdev";
            tree.put(folder + "/holder", Attribute.readOnly(() -> claimed.test(device) ? "1" : "0"));
            tree.put(folder + "/folio_order", Attribute.readOnly(() -> "0"));
            tree.put(folder + "/layout", Attribute.readOnly(() -> release));
        }
        return failed;
    }

    @Override
    boolean mapsPages() {
        return true;
    }

    @Override
    public void unbind(SimDevice device) {
        super.unbind(device);
        tree.remove(device.path() + "/fsdev");
    }

    @Override
    String busyWords(int index, Range range) {
        return Text.hex(range.start()) + "-" + Text.hex(range.end()) + " is in use already";
    }
}
