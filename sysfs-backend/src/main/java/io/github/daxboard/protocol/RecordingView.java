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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A kernel's view that remembers what was read. Each thing is read once: who asks again is given the same answer, as who
 * reads the record will be. For one snapshot and one thread.
 */
public final class RecordingView implements KernelView {
    /** An attribute of sysfs is a page at most; what is longer is not one that Daxboard understands. */
    static final int MAX_CONTENT = 8192;

    /** /proc/iomem has a line for each device, and is cut for its journey. */
    static final int MAX_IOMEM = 8 << 20;

    private final KernelView kernel;
    private final Map<KernelPath, Reading<String>> contents = new HashMap<>();
    private final Map<KernelPath, Reading<String>> links = new HashMap<>();
    private final Map<KernelPath, Reading<List<String>>> folders = new HashMap<>();
    private final Map<Driver, Reading<DriverState>> drivers = new HashMap<>();
    private Optional<Reading<List<Holder>>> holders = Optional.empty();
    private final Map<DeviceName, Reading<Superblock>> superblocks = new HashMap<>();
    private Optional<Reading<List<OnlineRule>>> rules = Optional.empty();
    private final List<TreeRecord> records = new ArrayList<>();

    public RecordingView(KernelView kernel) {
        this.kernel = kernel;
    }

    /** What was read so far. */
    public RecordedTree tree(Instant taken) {
        return new RecordedTree(taken, records);
    }

    @Override
    public Reading<String> read(KernelPath path) {
        return once(contents, path, () -> {
            Reading<String> reading =
                    bounded(kernel.read(path), path.equals(KernelPath.IOMEM) ? MAX_IOMEM : MAX_CONTENT);
            records.add(new TreeRecord.Content(path, reading));
            return reading;
        });
    }

    @Override
    public Reading<String> readLink(KernelPath path) {
        return once(links, path, () -> {
            Reading<String> reading = bounded(kernel.readLink(path), MAX_CONTENT);
            records.add(new TreeRecord.Link(path, reading));
            return reading;
        });
    }

    @Override
    public Reading<List<String>> list(KernelPath path) {
        return once(folders, path, () -> {
            Reading<List<String>> reading = kernel.list(path);
            records.add(new TreeRecord.Names(path, reading));
            return reading;
        });
    }

    @Override
    public Reading<DriverState> driverState(Driver driver) {
        return once(drivers, driver, () -> {
            Reading<DriverState> reading = kernel.driverState(driver);
            records.add(new TreeRecord.State(driver, reading));
            return reading;
        });
    }

    @Override
    public Reading<List<Holder>> holders() {
        return holders.orElseGet(() -> {
            Reading<List<Holder>> reading = kernel.holders();
            records.add(new TreeRecord.Holders(reading));
            holders = Optional.of(reading);
            return reading;
        });
    }

    @Override
    public Reading<Superblock> superblock(DeviceName device) {
        return once(superblocks, device, () -> {
            Reading<Superblock> reading = kernel.superblock(device);
            records.add(new TreeRecord.Beginning(device, reading));
            return reading;
        });
    }

    @Override
    public Reading<List<OnlineRule>> onlineRules() {
        return rules.orElseGet(() -> {
            Reading<List<OnlineRule>> reading = kernel.onlineRules();
            records.add(new TreeRecord.Rules(reading));
            rules = Optional.of(reading);
            return reading;
        });
    }

    private static <K, V> V once(Map<K, V> known, K key, Supplier<V> read) {
        V before = known.get(key);
        if (before != null) {
            return before;
        }
        V now = read.get();
        known.put(key, now);
        return now;
    }

    private static Reading<String> bounded(Reading<String> reading, int most) {
        return reading.flatMap(text -> text.length() <= most
                ? Reading.of(text)
                : new Reading.Malformed<>(
                        text.substring(0, 200) + " and " + (text.length() - 200) + " characters more"));
    }
}
