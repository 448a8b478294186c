// SPDX-License-Identifier: Apache-2.0

import io.github.daxboard.kernel.RealKernel;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.sysfs.SnapshotReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
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
    private static final int WARM_UP = 100;

    private ScanBench() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "make" -> make(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
            case "compare" -> compare(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
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
        for (int i = 0; i < WARM_UP; i++) {
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
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double ourWork = 0;
        double theirWork = childrensMilliseconds();
        for (int round = 0; round < rounds; round++) {
            double worked = threads.getCurrentThreadCpuTime() / 1e6;
            if (round % 2 == 0) {
                ours[round] = milliseconds(() -> snapshot(kernel));
                theirs[round] = milliseconds(ScanBench::daxctl);
            } else {
                theirs[round] = milliseconds(ScanBench::daxctl);
                ours[round] = milliseconds(() -> snapshot(kernel));
            }
            // What starting daxctl costs this thread is counted as ours, against us.
            ourWork += threads.getCurrentThreadCpuTime() / 1e6 - worked;
            ratios[round] = ours[round] / theirs[round];
        }
        theirWork = childrensMilliseconds() - theirWork;
        double cold = milliseconds(ScanBench::cold);
        System.out.printf(
                Locale.ROOT,
                "%,d devices: snapshot %s ms, daxctl list -RDM %s ms, ratio %s, %.1f us a device; a new JVM for one"
                        + " snapshot: %.0f ms; processor time %.1f ms to %.1f ms, ratio %.2f%n",
                devices,
                spread(ours, "%.1f"),
                spread(theirs, "%.1f"),
                spread(ratios, "%.2f"),
                median(ours) * 1000 / devices,
                cold,
                ourWork / rounds,
                theirWork / rounds,
                ourWork / theirWork);
    }

    /** The processor time of the processes that were waited for: fields 16 and 17 of proc(5)'s stat, in hundredths. */
    private static double childrensMilliseconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * 10.0;
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
