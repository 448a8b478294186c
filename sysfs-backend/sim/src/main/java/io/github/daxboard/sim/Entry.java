// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sim;

import io.github.daxboard.model.Errno;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** What stands in the simulated /sys and /proc, as kernfs keeps it. */
sealed interface Entry {

    /** A symbolic link, by its text. */
    record Link(String target) implements Entry {}

    /**
     * A file.
     *
     * @param mode its permission bits; kernfs heeds them for root too (fs/kernfs/file.c, kernfs_fop_open)
     * @param show its content without the final newline, for a reader that is root or not
     * @param store what a write does
     */
    record Attribute(int mode, Function<Boolean, String> show, Function<String, Optional<Errno>> store)
            implements Entry {

        static Attribute readOnly(Supplier<String> show) {
            return new Attribute(0444, root -> show.get(), Attribute::refuse);
        }

        static Attribute rootOnly(Supplier<String> show) {
            return new Attribute(0400, root -> show.get(), Attribute::refuse);
        }

        static Attribute readWrite(Supplier<String> show, Function<String, Optional<Errno>> store) {
            return new Attribute(0644, root -> show.get(), store);
        }

        static Attribute writeOnly(Function<String, Optional<Errno>> store) {
            return new Attribute(0200, root -> "", store);
        }

        private static Optional<Errno> refuse(String value) {
            return Optional.of(Errno.EACCES);
        }

        boolean isReadableBy(boolean root) {
            return (mode & (root ? 0444 : 0004)) != 0;
        }

        boolean isWritableBy(boolean root) {
            return (mode & (root ? 0222 : 0002)) != 0;
        }
    }

    /** A folder, by the names in it. */
    final class Folder implements Entry {
        private final TreeMap<String, Entry> entries = new TreeMap<>();

        Optional<Entry> get(String name) {
            return Optional.ofNullable(entries.get(name));
        }

        void put(String name, Entry entry) {
            entries.put(name, entry);
        }

        void remove(String name) {
            entries.remove(name);
        }

        List<String> names() {
            return List.copyOf(entries.keySet());
        }

        /** The folder of that name in it, made if there is none. */
        Folder folder(String name) {
            if (entries.get(name) instanceof Folder there) {
                return there;
            }
            Folder made = new Folder();
            entries.put(name, made);
            return made;
        }
    }
}
