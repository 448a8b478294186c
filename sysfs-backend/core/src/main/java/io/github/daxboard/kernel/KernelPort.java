// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.kernel;

import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A kernel that can be changed. Only the executor is given one. */
public interface KernelPort extends KernelView {

    /**
     * Writes a whole value with one write(2).
     *
     * @return the error, or empty when the kernel took all of it. A write that took nothing is an error too: on 6.12 a
     *     {@code mapping} attribute without its region driver returns 0 for ever.
     */
    Optional<Errno> write(KernelPath path, String value);

    /**
     * Writes a whole value with one write(2) that can be given up: for a write that the kernel may hold for long. Does not
     * come back before the kernel has let the writer go, since until then nobody can say what came of it.
     *
     * @param cancel looked at all the while
     * @param limit after which it is given up as if it had been asked for
     * @return as {@link #write}; EINTR when it was cancelled, ETIMEDOUT when it took longer than the limit. The kernel has
     *     then undone what it had begun.
     */
    Optional<Errno> writeKillable(KernelPath path, String value, Cancel cancel, Duration limit);

    /**
     * Loads a known driver's module.
     *
     * @return what modprobe said when it failed, or empty when it is loaded now
     */
    Optional<ModuleError> loadModule(Driver driver);

    /** A place in the kernel's log, to ask later what came after it. Empty log lines where it may not be read. */
    LogMark markLog();

    /**
     * Looks into every device once more, and keeps this and every other Daxboard program from opening one until it is closed:
     * nothing may be opened while devices are bound.
     *
     * @return EAGAIN when another program's look did not end
     */
    default Reading<Hold> holdLooks() {
        return Reading.of(() -> {});
    }

    /** What is held until it is closed. */
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /** Why a module was not loaded: modprobe's exit status and its words. */
    record ModuleError(int exit, String words) {}

    /** A place in the kernel's log. */
    interface LogMark extends AutoCloseable {
        /** The lines since then, or since the last call, oldest first, without level and time. */
        List<String> linesSince();

        @Override
        default void close() {}
    }
}
