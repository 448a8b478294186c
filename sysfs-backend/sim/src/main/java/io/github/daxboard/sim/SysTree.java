// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Reading;
import io.github.daxboard.sim.Entry.Folder;
import io.github.daxboard.sim.Entry.Link;
import java.util.List;

/** The tree of /sys and /proc. The model puts entries in and takes them out, where the kernel does. */
final class SysTree {
    private final Folder root = new Folder();

    /** The folder at a path, made with all above it where there is none. */
    Folder folder(String path) {
        Folder folder = root;
        for (String name : names(path)) {
            folder = folder.folder(name);
        }
        return folder;
    }

    void put(String path, Entry entry) {
        int slash = path.lastIndexOf('/');
        folder(path.substring(0, slash)).put(path.substring(slash + 1), entry);
    }

    void remove(String path) {
        int slash = path.lastIndexOf('/');
        folder(path.substring(0, slash)).remove(path.substring(slash + 1));
    }

    /** Makes a link as sysfs words it: up to the deepest folder that both share (fs/sysfs/symlink.c), then down. */
    void link(String at, String to) {
        List<String> from = names(at.substring(0, at.lastIndexOf('/')));
        List<String> target = names(to);
        int shared = 0;
        while (shared < from.size()
                && shared < target.size()
                && from.get(shared).equals(target.get(shared))) {
            shared++;
        }
        String up = "../".repeat(from.size() - shared);
        put(at, new Link(up + String.join("/", target.subList(shared, target.size()))));
    }

    /** What stands at a path. A link on the way there is not followed: who reads decides where a link may lead. */
    Reading<Entry> find(KernelPath path) {
        Entry entry = root;
        for (String name : names(path.text())) {
            switch (entry) {
                case Link link -> {
                    return Reading.failed(Errno.ELOOP);
                }
                case Entry.Attribute file -> {
                    return Reading.failed(Errno.ENOTDIR);
                }
                case Folder folder -> {
                    if (folder.get(name).isEmpty()) {
                        return Reading.absent();
                    }
                    entry = folder.get(name).get();
                }
            }
        }
        return Reading.of(entry);
    }

    private static List<String> names(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
