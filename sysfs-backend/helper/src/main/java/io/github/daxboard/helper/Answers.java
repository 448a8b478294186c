// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.protocol.Answer;
import io.github.daxboard.protocol.AnswerCodec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Sends answers from a thread of its own. Who answers never waits for who reads and never learns that nobody does, so a
 * client that stalls or dies can't stop a plan half-way. The queue is as long as what one request gives.
 */
final class Answers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private sealed interface Item {
        record Line(String text) implements Item {}

        record Last() implements Item {}
    }

    private final AnswerCodec codec = new AnswerCodec();
    private final LinkedBlockingQueue<Item> queue = new LinkedBlockingQueue<>();
    private final CountDownLatch sent = new CountDownLatch(1);
    private final OutputStream out;
    private volatile boolean broken;

    Answers(OutputStream out) {
        this.out = new BufferedOutputStream(out);
        Thread.ofPlatform().daemon().name("answers").start(this::sendAll);
    }

    void send(Answer answer) {
        if (!broken) {
            queue.add(new Item.Line(codec.print(answer)));
        }
    }

    /** Whether the other side went away. */
    boolean isBroken() {
        return broken;
    }

    private void sendAll() {
        try {
            while (queue.take() instanceof Item.Line(String text)) {
                out.write((text + "\n").getBytes(StandardCharsets.US_ASCII));
                if (queue.isEmpty()) {
                    out.flush();
                }
            }
            out.flush();
        } catch (IOException e) {
            broken = true;
            queue.clear();
        } catch (InterruptedException e) {
            broken = true;
        } finally {
            sent.countDown();
        }
    }

    /** Waits until all is sent, but not for ever for a client that doesn't read. */
    @Override
    public void close() {
        queue.add(new Item.Last());
        try {
            if (!sent.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                broken = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
