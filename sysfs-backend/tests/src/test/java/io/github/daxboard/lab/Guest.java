// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.lab;

import io.github.daxboard.model.DeviceName;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What Daxboard did in this guest, as readlink, daxctl, mmap(2) and /proc/iomem show it. */
final class Guest {
    private static final String LOOK = """
            import errno, json, mmap, os, subprocess, sys
            device, ranges = sys.argv[1], sys.argv[2]
            try:
                link = os.path.basename(os.readlink(f"/sys/bus/dax/devices/{device}/driver"))
            except FileNotFoundError:
                link = "none"
            found = json.loads(subprocess.run(["daxctl", "list", "-d", device], stdout=subprocess.PIPE).stdout or "[]")
            told = found[0]["mode"] + (" " + found[0]["state"] if "state" in found[0] else "") if found else "nothing"
            if "online_memblocks" in (found[0] if found else {}):
                told += " %d/%d" % (found[0]["online_memblocks"], found[0]["total_memblocks"])
            try:
                fd = os.open(f"/dev/{device}", os.O_RDWR)
                try:
                    mmap.mmap(fd, 2 << 20, mmap.MAP_SHARED).close()
                    mapped = "mapped"
                finally:
                    os.close(fd)
            except OSError as e:
                mapped = errno.errorcode[e.errno]
            first, last = [int(part, 16) for part in ranges.split("-")]
            names = []
            for line in open("/proc/iomem"):
                where, name = line.strip().split(" : ", 1)
                start, end = [int(part, 16) for part in where.split("-")]
                if first <= start and end <= last and name in (device, "System RAM (kmem)"):
                    names.append(name)
            print("\\t".join([link, told, mapped, " > ".join(names) or "none"]))
            """;

    /**
     * What is read of a device.
     *
     * @param link its driver, by readlink
     * @param daxctl its mode and state in daxctl's list, with the memory blocks that are online where there are any
     * @param mmap {@code mapped}, or the errno of open(2) or mmap(2)
     * @param iomem the lines of /proc/iomem in its range that are named after it or kmem
     */
    record Look(String link, String daxctl, String mmap, String iomem) {}

    /** Looks at a device whose memory lies between two physical addresses, the last inclusive. */
    Look look(DeviceName device, long first, long last) {
        String ranges = Long.toHexString(first) + "-" + Long.toHexString(last);
        String[] words = run("python3 - " + device + " " + ranges + " <<'EOF'\n" + LOOK + "EOF")
                .split("\t", -1);
        return new Look(words[0], words[1], words[2], words[3]);
    }

    /**
     * The kernel's lines of level warning and worse since the last call of this, without the two that say that a module
     * from outside the kernel taints it.
     */
    List<String> newWarnings() {
        return run("dmesg -r --read-clear 2>/dev/null | grep '^<[0-4]>' || true")
                .lines()
                .filter(line -> !line.contains("loading out-of-tree module taints kernel")
                        && !line.contains("module verification failed: signature and/or required key missing"))
                .toList();
    }

    /** What a shell command says; fails unless it ends with 0. */
    static String run(String command) {
        try {
            Process process = new ProcessBuilder("sh", "-c", command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " said: " + text);
            }
            return text.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
