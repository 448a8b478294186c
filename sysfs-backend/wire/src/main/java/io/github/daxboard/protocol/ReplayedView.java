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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A recorded tree as a kernel's view. What the record does not hold is said to be that, and not to be absent. */
public final class ReplayedView implements KernelView {
    private final Map<KernelPath, Reading<String>> contents = new HashMap<>();
    private final Map<KernelPath, Reading<String>> links = new HashMap<>();
    private final Map<KernelPath, Reading<List<String>>> folders = new HashMap<>();
    private final Map<Driver, Reading<DriverState>> drivers = new HashMap<>();
    private Optional<Reading<List<Holder>>> holders = Optional.empty();
    private final Map<DeviceName, Reading<Superblock>> superblocks = new HashMap<>();
    private Optional<Reading<List<OnlineRule>>> rules = Optional.empty();

    public ReplayedView(RecordedTree tree) {
        tree.records().forEach(this::take);
    }

    private void take(TreeRecord record) {
        switch (record) {
            case TreeRecord.Content(KernelPath path, Reading<String> reading) -> contents.put(path, reading);
            case TreeRecord.Link(KernelPath path, Reading<String> reading) -> links.put(path, reading);
            case TreeRecord.Names(KernelPath path, Reading<List<String>> reading) -> folders.put(path, reading);
            case TreeRecord.State(Driver driver, Reading<DriverState> reading) -> drivers.put(driver, reading);
            case TreeRecord.Holders(Reading<List<Holder>> reading) -> holders = Optional.of(reading);
            case TreeRecord.Beginning(DeviceName device, Reading<Superblock> reading) ->
                superblocks.put(device, reading);
            case TreeRecord.Rules(Reading<List<OnlineRule>> reading) -> rules = Optional.of(reading);
        }
    }

    @Override
    public Reading<String> read(KernelPath path) {
        return contents.getOrDefault(path, notSent());
    }

    @Override
    public Reading<String> readLink(KernelPath path) {
        return links.getOrDefault(path, notSent());
    }

    @Override
    public Reading<List<String>> list(KernelPath path) {
        return folders.getOrDefault(path, notSent());
    }

    @Override
    public Reading<DriverState> driverState(Driver driver) {
        return drivers.getOrDefault(driver, notSent());
    }

    @Override
    public Reading<List<Holder>> holders() {
        return holders.orElseGet(ReplayedView::notSent);
    }

    @Override
    public Reading<Superblock> superblock(DeviceName device) {
        return superblocks.getOrDefault(device, notSent());
    }

    @Override
    public Reading<List<OnlineRule>> onlineRules() {
        return rules.orElseGet(ReplayedView::notSent);
    }

    private static <T> Reading<T> notSent() {
        return new Reading.Malformed<>("the host's helper did not send it");
    }
}
