// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Superblock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * A kernel's view that remembers what was read. Each thing is read once: who asks again is given the same answer, as who
 * reads the record will be. For one snapshot, by as many threads as the kernel takes; the record's order is not theirs.
 */
public final class RecordingView implements KernelView {
    /** An attribute of sysfs is a page at most; what is longer is not one that Daxboard understands. */
    static final int MAX_CONTENT = 8192;

    /** /proc/iomem has a line for each device, and is cut for its journey. */
    static final int MAX_IOMEM = 8 << 20;

    private final KernelView kernel;
    /** By a word for the kind, and the name. */
    private final ConcurrentNavigableMap<String, TreeRecord> records = new ConcurrentSkipListMap<>();

    public RecordingView(KernelView kernel) {
        this.kernel = kernel;
    }

    /** What was read so far. */
    public RecordedTree tree(Instant taken) {
        return new RecordedTree(taken, List.copyOf(records.values()));
    }

    @Override
    public boolean takesThreads() {
        return kernel.takesThreads();
    }

    @Override
    public Reading<String> read(KernelPath path) {
        return once(content(path), TreeRecord.Content.class, () -> content(path, kernel.read(path)))
                .reading();
    }

    @Override
    public List<Reading<String>> read(KernelPath folder, List<String> names) {
        List<KernelPath> paths = names.stream().map(folder::child).toList();
        if (paths.stream().noneMatch(path -> records.containsKey(content(path)))) {
            Iterator<Reading<String>> readings = kernel.read(folder, names).iterator();
            paths.forEach(path -> records.putIfAbsent(content(path), content(path, readings.next())));
        }
        return paths.stream().map(this::read).toList();
    }

    private static String content(KernelPath path) {
        return "content " + path;
    }

    private static TreeRecord.Content content(KernelPath path, Reading<String> reading) {
        return new TreeRecord.Content(path, bounded(reading, path.equals(KernelPath.IOMEM) ? MAX_IOMEM : MAX_CONTENT));
    }

    @Override
    public Reading<String> readLink(KernelPath path) {
        return once(
                        "link " + path,
                        TreeRecord.Link.class,
                        () -> new TreeRecord.Link(path, bounded(kernel.readLink(path), MAX_CONTENT)))
                .reading();
    }

    @Override
    public Reading<List<String>> list(KernelPath path) {
        return once("names " + path, TreeRecord.Names.class, () -> new TreeRecord.Names(path, kernel.list(path)))
                .reading();
    }

    @Override
    public Reading<DriverState> driverState(Driver driver) {
        return once(
                        "state " + driver,
                        TreeRecord.State.class,
                        () -> new TreeRecord.State(driver, kernel.driverState(driver)))
                .reading();
    }

    @Override
    public Reading<List<Holder>> holders() {
        return once("holders", TreeRecord.Holders.class, () -> new TreeRecord.Holders(kernel.holders()))
                .reading();
    }

    @Override
    public Reading<Superblock> superblock(DeviceName device) {
        return once(
                        "beginning " + device,
                        TreeRecord.Beginning.class,
                        () -> new TreeRecord.Beginning(device, kernel.superblock(device)))
                .reading();
    }

    @Override
    public Reading<List<OnlineRule>> onlineRules() {
        return once("rules", TreeRecord.Rules.class, () -> new TreeRecord.Rules(kernel.onlineRules()))
                .reading();
    }

    /** Of two threads that read the same thing, the first one's reading is what both are given. */
    private <R extends TreeRecord> R once(String key, Class<R> kind, Supplier<R> read) {
        return kind.cast(records.computeIfAbsent(key, at -> read.get()));
    }

    private static Reading<String> bounded(Reading<String> reading, int most) {
        return reading.flatMap(text -> text.length() <= most
                ? Reading.of(text)
                : new Reading.Malformed<>(
                        text.substring(0, 200) + " and " + (text.length() - 200) + " characters more"));
    }
}
