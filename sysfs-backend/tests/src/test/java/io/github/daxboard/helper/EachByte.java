// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.helper.Kinds.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Tries something at one byte after the other, with as many threads as there are processors, each on a host of its own. */
final class EachByte {
    private final AtomicInteger tried = new AtomicInteger();
    private final AtomicInteger wrong = new AtomicInteger();

    /** What is tried. */
    interface Trial {
        /** Tries it at a byte, counted from 0; fails as an assertion does. */
        void at(long at) throws Exception;
    }

    /** Makes a trial on a host. */
    interface Maker {
        Trial on(Host host) throws Exception;
    }

    int tried() {
        return tried.get();
    }

    int wrong() {
        return wrong.get();
    }

    /** Tries it at every so many bytes of so many; the first failure ends it. */
    void of(Kind kind, Path folder, long bytes, long step, Maker maker) throws Exception {
        int workers = Runtime.getRuntime().availableProcessors();
        AtomicBoolean failed = new AtomicBoolean();
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
            for (int number = 0; number < workers; number++) {
                Host host = new Host(Files.createDirectory(folder.resolve("host" + number)), kind.ready());
                long first = step / 2 + number * step;
                all.add(pool.submit(() -> {
                    Trial trial = maker.on(host);
                    for (long at = first; at < bytes && !failed.get(); at += workers * step) {
                        tryAt(kind, trial, at, failed);
                    }
                    return null;
                }));
            }
        }
        for (Future<?> one : all) {
            one.get();
        }
    }

    private void tryAt(Kind kind, Trial trial, long at, AtomicBoolean failed) throws ExecutionException {
        tried.incrementAndGet();
        try {
            trial.at(at);
        } catch (Exception | AssertionError e) {
            failed.set(true);
            wrong.incrementAndGet();
            throw new ExecutionException(kind + ", byte " + at, e);
        }
    }
}
