// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import io.github.daxboard.kernel.Uevent;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Reading;
import java.time.Duration;

/**
 * Where the kernel's uevents come in. Anybody may listen. One thread waits; any other may {@link #close} it, which ends the
 * wait.
 */
public final class UeventSocket implements AutoCloseable {
    private static final int ENOBUFS = 105;
    private static final int EINTR = 4;

    private final SystemCalls calls;
    private final int socket;
    private final int waker;
    private volatile boolean closed;

    private UeventSocket(SystemCalls calls, int socket, int waker) {
        this.calls = calls;
        this.socket = socket;
        this.waker = waker;
    }

    /** Begins to listen; what the kernel tells from now on is kept until it is waited for. */
    public static Reading<UeventSocket> open() {
        SystemCalls calls = new SystemCalls();
        int socket = calls.openUevents();
        if (socket < 0) {
            return new Reading.Unreadable<>(new Errno(-socket));
        }
        int waker = calls.openWaker();
        if (waker < 0) {
            calls.close(socket);
            return new Reading.Unreadable<>(new Errno(-waker));
        }
        return Reading.of(new UeventSocket(calls, socket, waker));
    }

    /** What came of waiting. */
    public enum Came {
        /** Something of which snapshots are made changed, or so much came that some of it was lost. */
        NEWS,
        /** Something else. */
        OTHER,
        NOTHING,
        /** Nothing will come any more. */
        CLOSED
    }

    /** Waits for the next uevent. */
    public Came await(Duration time) {
        if (closed) {
            return Came.CLOSED;
        }
        int ready = calls.await(socket, waker, time);
        if (closed) {
            return Came.CLOSED;
        }
        if (ready == 0 || ready == -EINTR) {
            return Came.NOTHING;
        }
        byte[] message = new byte[8192];
        int length = ready < 0 ? ready : calls.read(socket, message);
        if (length == -ENOBUFS) {
            return Came.NEWS;
        }
        if (length < 0) {
            return Came.CLOSED;
        }
        return Uevent.parse(message, length).filter(Uevent::concernsSnapshots).isPresent() ? Came.NEWS : Came.OTHER;
    }

    /** Ends the wait. The one who waits gives the descriptors back by {@link #release}. */
    @Override
    public void close() {
        closed = true;
        calls.wake(waker);
    }

    /** Gives the descriptors back, by the thread that waited. */
    public void release() {
        closed = true;
        calls.close(socket);
        calls.close(waker);
    }
}
