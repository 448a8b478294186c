// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.IomemEntry;
import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.model.MemoryBlocks;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.NumaNode;
import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.RegionKind;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Superblock;
import io.github.daxboard.model.Zone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a picture holds, sense or not, and whatever is asked for, there is a plan, and it is always the same. */
class PlannerIsTotalTest {
    private static final int CASES_A_SEED = 500;
    private static final List<Long> NUMBERS = List.of(
            -1L,
            0L,
            1L,
            4096L,
            2L << 20,
            3L << 20,
            128L << 20,
            1L << 30,
            3L << 30,
            1L << 50,
            Long.MAX_VALUE / 2,
            Long.MAX_VALUE);

    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anythingCanBePlannedAndGivesTheSamePlanAgain(long seed) {
        Nonsense nonsense = new Nonsense(new Random(seed));
        for (int i = 0; i < CASES_A_SEED; i++) {
            Snapshot snapshot = nonsense.snapshot();
            Order order = nonsense.order();

            Plan plan = Planner.plan(snapshot, order);

            assertThat(Planner.plan(snapshot, order)).isEqualTo(plan);
            assertThat(Planner.promised(snapshot, order)).isEqualTo(Planner.promised(snapshot, order));
            assertThat(plan.changes()).hasSameSizeAs(order.changes()).allSatisfy(change -> {
                assertThat(change.isBlocked() && !change.steps().isEmpty()).isFalse();
                assertThat(change.isBlocked() || change.device().isPresent()).isTrue();
                assertThat(change.blockers())
                        .allSatisfy(refusal -> assertThat(refusal.asText()).isNotBlank());
                assertThat(change.warnings())
                        .allSatisfy(warning -> assertThat(warning.asText()).isNotBlank());
            });
        }
    }

    /** Pictures and orders that no kernel and no admin would come up with. */
    private static final class Nonsense {
        private final Random chance;

        Nonsense(Random chance) {
            this.chance = chance;
        }

        private <T> T oneOf(List<T> options) {
            return options.get(chance.nextInt(options.size()));
        }

        private <T> Reading<T> reading(Supplier<T> value) {
            return switch (chance.nextInt(9)) {
                case 0 -> Reading.absent();
                case 1 -> new Reading.Denied<>(Errno.EACCES);
                case 2 -> new Reading.Unreadable<>(Errno.EIO);
                case 3 -> new Reading.Malformed<>("?");
                default -> Reading.of(value.get());
            };
        }

        private long number() {
            return oneOf(NUMBERS);
        }

        private <T> List<T> some(int most, Supplier<T> one) {
            List<T> list = new ArrayList<>();
            for (int i = chance.nextInt(most + 1); i > 0; i--) {
                list.add(one.get());
            }
            return list;
        }

        private DeviceName name() {
            return new DeviceName(chance.nextInt(3), chance.nextInt(4));
        }

        private Range range() {
            long start = Math.max(0, number());
            long end = Math.max(start, number());
            return new Range(start, end, chance.nextInt(3));
        }

        private Device device() {
            return new Device(
                    name(),
                    oneOf(List.of("/sys/devices/platform/x/dax0.0", "/sys/a b", "no path", "/")),
                    reading(() ->
                            oneOf(List.of(Driver.DEVICE_DAX, Driver.FSDEV_DAX, Driver.KMEM, new Driver("other")))),
                    reading(this::number),
                    reading(this::number),
                    reading(() -> chance.nextInt(4) - 1),
                    reading(() -> chance.nextInt(4) - 1),
                    reading(this::number),
                    reading(() -> some(3, this::range)),
                    reading(() -> "252:0"),
                    reading(chance::nextBoolean),
                    reading(() -> oneOf(List.of("unplugged", "offline", "online", "online_movable", "what"))),
                    reading(() -> new Superblock("ext4", Optional.empty(), Optional.empty())));
        }

        private Region region() {
            return new Region(
                    chance.nextInt(3),
                    oneOf(List.of(RegionKind.values())),
                    oneOf(List.of("/sys/devices/platform/x", "no path")),
                    reading(this::number),
                    reading(this::number),
                    reading(this::number),
                    reading(this::name),
                    some(4, this::device));
        }

        private NumaNode node() {
            Reading<Long> none = Reading.absent();
            return new NumaNode(
                    chance.nextInt(4),
                    reading(() -> oneOf(List.of("", "0-3"))),
                    Reading.absent(),
                    reading(this::number),
                    reading(this::number),
                    reading(this::number),
                    Reading.absent(),
                    Reading.absent(),
                    new NumaNode.Access(none, none, none, none));
        }

        Snapshot snapshot() {
            Map<Driver, Reading<DriverState>> drivers = new HashMap<>();
            Driver.KNOWN.forEach(driver -> drivers.put(driver, reading(() -> oneOf(List.of(DriverState.values())))));
            return new Snapshot(
                    new HostName("nonsense"),
                    Instant.EPOCH,
                    reading(() -> oneOf(List.of("6.12.0", "7.1", "7", "", "abc"))),
                    reading(chance::nextBoolean),
                    some(3, this::region),
                    drivers,
                    new MemoryBlocks(
                            reading(() -> oneOf(List.of(0L, -1L, 128L << 20, 2L << 30))),
                            reading(() -> oneOf(List.of("offline", "online", "?"))),
                            some(6, this::block)),
                    reading(() -> some(2, () -> new Holder(name(), Holder.Kind.MAPPING, 1, "x", 0))),
                    some(3, this::node),
                    reading(() -> some(3, this::entry)),
                    reading(() -> some(2, () -> new OnlineRule("/etc/x", 1, "y"))));
        }

        private MemoryBlock block() {
            long index = chance.nextInt(20);
            return new MemoryBlock(
                    index,
                    index * (128L << 20),
                    reading(() -> oneOf(List.of("online", "offline", "?"))),
                    reading(() -> oneOf(List.of("Movable", "Normal", "none", "Normal Movable"))),
                    reading(() -> 1));
        }

        private IomemEntry entry() {
            Range range = range();
            return new IomemEntry(range.start(), range.end(), oneOf(List.of(IomemEntry.KMEM, "Soft Reserved")), 0);
        }

        Order order() {
            return new Order(some(4, this::change), chance.nextBoolean() ? Set.of(name()) : Collections.emptySet());
        }

        private Change change() {
            return switch (chance.nextInt(7)) {
                case 0 ->
                    new Change.Create(
                            chance.nextInt(4) - 1,
                            chance.nextBoolean() ? new Change.Extent.Size(number()) : at(),
                            chance.nextBoolean() ? Optional.of(number()) : Optional.empty());
                case 1 -> new Change.Resize(name(), number());
                case 2 -> new Change.Destroy(name());
                case 3 -> new Change.SetAlign(name(), number());
                case 4 -> new Change.Online(name(), oneOf(List.of(Zone.values())));
                case 5 -> new Change.Offline(name());
                default -> toMode(name());
            };
        }

        private Change toMode(DeviceName name) {
            Mode mode = oneOf(List.of(Mode.values()));
            Change.Onlining onlining = oneOf(List.of(Change.Onlining.values()));
            return mode == Mode.SYSTEM_RAM
                    ? new Change.SwitchMode(name, mode, onlining)
                    : new Change.SwitchMode(name, mode);
        }

        private Change.Extent at() {
            Range range = range();
            return new Change.Extent.At(range.start(), range.end());
        }
    }
}
