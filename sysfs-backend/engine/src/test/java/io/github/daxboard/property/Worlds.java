// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Machines made by chance, as world texts: the same chance gives the same machine. */
final class Worlds {
    private static final long MIB = 1L << 20;
    private static final long BLOCK = 128 * MIB;

    private final Random chance;

    Worlds(Random chance) {
        this.chance = chance;
    }

    String next() {
        StringBuilder text = new StringBuilder();
        line(text, "kernel 6.12.117+deb12-amd64");
        line(text, "host random");
        line(text, "block 128M");
        line(text, "auto-online " + oneOf("offline", "offline", "online", "online_kernel", "online_movable"));
        if (chance.nextInt(6) == 0) {
            line(text, "autoprobe off");
        }
        boolean fsdev = chance.nextInt(4) != 0;
        line(text, "module device_dax loaded");
        line(text, "module kmem loaded");
        line(text, "module fsdev_dax " + (fsdev ? oneOf("loaded", "loadable") : "missing"));
        line(text, "ram 0x0 4G node 0");
        int regions = 1 + chance.nextInt(3);
        for (int id = 0; id < regions; id++) {
            region(text, id, fsdev && text.indexOf("fsdev_dax loaded") > 0);
        }
        return text.toString();
    }

    private void region(StringBuilder text, int id, boolean fsdev) {
        // Each in its own 16 GiB; some begin in the middle of a memory block.
        long start = (id + 1) * (16L << 30) + (chance.nextInt(4) == 0 ? 64 * MIB : 0);
        String node = chance.nextInt(8) == 0 ? "" : " node " + (id + 1);
        if (chance.nextInt(4) == 0) {
            long size = (2 + chance.nextInt(8)) * 64L * MIB;
            line(
                    text,
                    "region " + id + " e820 0x" + Long.toHexString(start) + " " + size / MIB + "M" + node
                            + " cpus 0 metadata 2M");
            line(text, "device dax" + id + ".0 " + size / MIB + "M " + oneOf("devdax", "unbound"));
            return;
        }
        int devices = 1 + chance.nextInt(3);
        List<Long> sizes = new ArrayList<>();
        for (int i = 0; i < devices; i++) {
            sizes.add(chance.nextInt(6) == 0 ? 0 : (1 + chance.nextInt(8)) * 64L * MIB);
        }
        long size = sizes.stream().mapToLong(Long::longValue).sum() + chance.nextInt(6) * 64L * MIB;
        line(
                text,
                "region " + id + " " + oneOf("hmem", "cxl") + " 0x" + Long.toHexString(start) + " "
                        + Math.max(size, 256 * MIB) / MIB + "M" + node + " cpus 0"
                        + (chance.nextInt(4) == 0 && text.lastIndexOf(" cxl ") < text.lastIndexOf("region " + id)
                                ? " idle"
                                : ""));
        for (int i = 0; i < devices; i++) {
            boolean whole = start % BLOCK == 0 && !node.isEmpty();
            line(text, "device dax" + id + "." + i + " " + sizes.get(i) / MIB + "M " + use(sizes.get(i), whole, fsdev));
            start += sizes.get(i);
        }
    }

    private String use(long size, boolean whole, boolean fsdev) {
        if (size == 0) {
            return "unbound";
        }
        if (whole && size >= BLOCK && chance.nextInt(3) == 0) {
            int online = chance.nextInt((int) (size / BLOCK) + 1);
            return online == 0
                    ? "system-ram"
                    : "system-ram online " + online + " " + oneOf("movable", "movable", "kernel");
        }
        return fsdev && chance.nextInt(3) == 0 ? "fsdev" : oneOf("devdax", "devdax", "unbound");
    }

    private String oneOf(String... words) {
        return words[chance.nextInt(words.length)];
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
