// SPDX-License-Identifier: Apache-2.0

import io.github.daxboard.linux.RealKernel;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.sysfs.SnapshotReader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Makes the tree of bench/scan, and compares on it. */
public final class ScanBench {
    private static final long SIZE = 1L << 27;
    private static final long START = 1L << 36;
    /** How many devices are read before it counts, in whole snapshots: so often has each line of the code run then. */
    private static final int WARM_UP = 100 * 1024;

    private ScanBench() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "make" -> make(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
            case "compare" -> compare(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
            case "again" -> {
                RealKernel kernel = RealKernel.open();
                for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
                    snapshot(kernel);
                }
            }
            case "once" -> snapshot(RealKernel.open());
            default -> throw new IllegalArgumentException("make, compare or once, not " + arguments[0]);
        }
    }

    private static void make(Path sys, int devices) throws IOException {
        Path region = Files.createDirectories(sys.resolve("devices/platform/hmem.0"));
        Path bus = sys.resolve("bus/dax");
        Path driver = Files.createDirectories(bus.resolve("drivers/device_dax"));
        Files.createDirectories(bus.resolve("devices"));
        put(bus, "drivers_autoprobe", "1");
        put(Files.createDirectories(sys.resolve("module/device_dax")), "initstate", "live");
        Path attributes = Files.createDirectories(region.resolve("dax_region"));
        put(attributes, "id", "0");
        put(attributes, "size", "" + devices * SIZE);
        put(attributes, "align", "2097152");
        put(attributes, "available_size", "0");
        put(attributes, "seed", "");
        put(attributes, "create", "");
        Path memory = Files.createDirectories(sys.resolve("devices/system/memory"));
        put(memory, "block_size_bytes", "8000000");
        put(memory, "auto_online_blocks", "offline");
        Path numbers = Files.createDirectories(sys.resolve("dev/char"));
        for (int i = 0; i < devices; i++) {
            String name = "dax0." + i;
            Path device = Files.createDirectories(region.resolve(name).resolve("mapping0")).getParent();
            long start = START + i * SIZE;
            put(device, "size", "" + SIZE);
            put(device, "align", "2097152");
            put(device, "target_node", "1");
            put(device, "numa_node", "0");
            put(device, "resource", "0x" + Long.toHexString(start));
            put(device, "memmap_on_memory", "0");
            put(device, "modalias", "dax:t0");
            put(device, "dev", "252:" + i);
            put(device, "uevent", "MAJOR=252\nMINOR=" + i + "\nDEVNAME=" + name + "\nDRIVER=device_dax\nMODALIAS=dax:t0");
            put(device.resolve("mapping0"), "start", "0x" + Long.toHexString(start));
            put(device.resolve("mapping0"), "end", "0x" + Long.toHexString(start + SIZE - 1));
            put(device.resolve("mapping0"), "page_offset", "0x0");
            link(device.resolve("driver"), "../../../../bus/dax/drivers/device_dax");
            link(device.resolve("subsystem"), "../../../../bus/dax");
            link(numbers.resolve("252:" + i), "../../devices/platform/hmem.0/" + name);
            link(driver.resolve(name), "../../../../devices/platform/hmem.0/" + name);
            link(bus.resolve("devices").resolve(name), "../../../devices/platform/hmem.0/" + name);
        }
    }

    private static void put(Path folder, String name, String value) throws IOException {
        Files.writeString(folder.resolve(name), value + "\n");
    }

    private static void link(Path at, String target) throws IOException {
        Files.createSymbolicLink(at, Path.of(target));
    }

    private static Snapshot snapshot(RealKernel kernel) {
        return SnapshotReader.read(kernel, new HostName("bench"), Instant.now());
    }

    /** Each round runs both, in turns first, so that what disturbs the machine disturbs both. */
    private static void compare(int devices, int rounds) throws Exception {
        RealKernel kernel = RealKernel.open();
        for (int i = 0; i < Math.max(5, WARM_UP / devices); i++) {
            if (snapshot(kernel).devices().count() != devices) {
                throw new IllegalStateException("the snapshot does not have " + devices + " devices");
            }
        }
        Process listing = new ProcessBuilder("daxctl", "list", "-RDM")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long listed = listing.inputReader().lines().filter(line -> line.contains("\"chardev\"")).count();
        if (listed != devices) {
            throw new IllegalStateException("daxctl lists " + listed + " devices and not " + devices);
        }
        double[] ours = new double[rounds];
        double[] theirs = new double[rounds];
        double[] ratios = new double[rounds];
        double[] ourWork = new double[rounds];
        double[] theirWork = new double[rounds];
        double[] workRatios = new double[rounds];
        Usage usage = new Usage();
        double tare = usage.ofStart();
        for (int round = 0; round < rounds; round++) {
            int at = round;
            Act one = () -> {
                double before = usage.ofThis();
                ours[at] = milliseconds(() -> snapshot(kernel));
                ourWork[at] = usage.ofThis() - before;
            };
            Act other = () -> {
                double before = usage.ofChildren();
                theirs[at] = milliseconds(ScanBench::daxctl);
                theirWork[at] = usage.ofChildren() - before - tare;
            };
            (round % 2 == 0 ? one : other).run();
            (round % 2 == 0 ? other : one).run();
            ratios[round] = ours[round] / theirs[round];
            workRatios[round] = ourWork[round] / theirWork[round];
        }
        double cold = milliseconds(ScanBench::cold);
        System.out.printf(
                Locale.ROOT,
                "%,d devices, %d rounds, median (least to most)%n"
                        + "  processor time: snapshot %s ms, daxctl list -RDM %s ms, ratio %s, %.1f us a device%n"
                        + "  wall time:      snapshot %s ms, daxctl list -RDM %s ms, ratio %s%n"
                        + "  a new JVM for one snapshot: %.0f ms%n",
                devices,
                rounds,
                spread(ourWork, "%.1f"),
                spread(theirWork, "%.1f"),
                spread(workRatios, "%.2f"),
                median(ourWork) * 1000 / devices,
                spread(ours, "%.1f"),
                spread(theirs, "%.1f"),
                spread(ratios, "%.2f"),
                cold);
    }

    /** Processor time in milliseconds, of user and system together, as getrusage(2) gives it. */
    private static final class Usage {
        private static final int CHILDREN = -1;
        private static final int SELF = 0;

        private final MethodHandle getrusage = Linker.nativeLinker()
                .downcallHandle(
                        Linker.nativeLinker().defaultLookup().find("getrusage").orElseThrow(),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        private final MemorySegment usage = Arena.global().allocate(144, 8);

        /** Of this process, whose threads read side by side; its compiler and garbage collector are in it. */
        double ofThis() throws Exception {
            return of(SELF);
        }

        /** Of the processes that were waited for. */
        double ofChildren() throws Exception {
            return of(CHILDREN);
        }

        /** Of starting a program that does nothing, the JVM's own go-between with it: it is not counted as daxctl's. */
        double ofStart() throws Exception {
            double[] starts = new double[15];
            for (int i = 0; i < starts.length; i++) {
                double before = ofChildren();
                run(List.of("true"));
                starts[i] = ofChildren() - before;
            }
            return median(starts);
        }

        private double of(int who) throws Exception {
            try {
                if ((int) getrusage.invokeExact(who, usage) != 0) {
                    throw new IllegalStateException("getrusage fails");
                }
            } catch (Exception | Error failure) {
                throw failure;
            } catch (Throwable failure) {
                throw new IllegalStateException(failure);
            }
            // struct rusage begins with two of struct timeval: seconds and microseconds.
            return (field(0) + field(16)) * 1e3 + (field(8) + field(24)) / 1e3;
        }

        private long field(long offset) {
            return usage.get(ValueLayout.JAVA_LONG, offset);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The median, and the least and the most. */
    private static String spread(double[] values, String format) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                format + " (" + format + " to " + format + ")",
                median(values),
                sorted[0],
                sorted[sorted.length - 1]);
    }

    private interface Act {
        void run() throws Exception;
    }

    private static double milliseconds(Act act) throws Exception {
        long start = System.nanoTime();
        act.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static void daxctl() throws IOException, InterruptedException {
        run(List.of("daxctl", "list", "-RDM"));
    }

    private static void cold() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        run(List.of(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "ScanBench",
                "once"));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " ends with " + process.exitValue());
        }
    }
}
