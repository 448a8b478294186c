// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import java.io.IOException;

/** Counts what is taken into memory of a tree that somebody else made, and ends it before the memory does. */
public final class TakenIn {
    /** Bytes that a file, link or folder takes beside its name and content. */
    private static final int NODE = 256;

    /** The kernel takes no longer path (PATH_MAX). */
    private static final int LONGEST_NAME = 4096;

    /** Folders above a file; below /sys there are a dozen. */
    private static final int DEEPEST = 64;

    private final long most = most();
    private long bytes;

    /** Nothing is taken in yet. */
    public TakenIn() {}

    /** What may be kept of a thing that somebody else made, in bytes: a quarter of this program's memory, and 1 GiB at most. */
    public static long most() {
        return Math.min(1L << 30, Runtime.getRuntime().maxMemory() / 4);
    }

    /**
     * A node is taken in.
     *
     * @param name its name in the tree, of which each folder is a node as well
     * @param content characters of its content
     * @throws IOException when that is more than may be
     */
    public void node(String name, int content) throws IOException {
        if (name.length() > LONGEST_NAME || name.chars().filter(c -> c == '/').count() > DEEPEST) {
            throw new IOException("it has a name that is longer or deeper than any of the kernel's");
        }
        bytes += NODE + 2L * (name.length() + content);
        if (bytes > most) {
            throw new IOException(
                    "it takes more than " + (most >> 20) + " MiB of memory, and this program may not use more for it");
        }
    }
}
