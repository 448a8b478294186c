// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.client.HelperGone.How;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.protocol.Allowance;
import io.github.daxboard.protocol.Answer;
import io.github.daxboard.protocol.AnswerCodec;
import io.github.daxboard.protocol.BadMessage;
import io.github.daxboard.protocol.BoundedLines;
import io.github.daxboard.protocol.BoundedLines.Line;
import io.github.daxboard.protocol.JsonText;
import io.github.daxboard.protocol.Request;
import io.github.daxboard.protocol.RequestCodec;
import io.github.daxboard.protocol.Verb;
import io.github.daxboard.text.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A running helper: requests go in, answers come out, and a silent or a dead one is noticed. */
final class HelperProcess implements AutoCloseable {
    private static final int LINES_AHEAD = 256;

    /** Kibibytes of lines that are read and not yet taken; one of the longest always fits. */
    private static final int AHEAD = 2 * (JsonText.MAX_ANSWER >> 10);

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Process process;
    private final Tail errors;
    private final BlockingQueue<Line> lines = new ArrayBlockingQueue<>(LINES_AHEAD);
    private final AnswerCodec answers = new AnswerCodec();
    private final RequestCodec requests = new RequestCodec();
    private final String stale = answers.print(new Answer.Stale());
    private final Semaphore room = new Semaphore(AHEAD);
    private final AtomicBoolean staleTold = new AtomicBoolean();
    private volatile Runnable onStale = () -> {};
    private volatile Optional<String> notTakenIn = Optional.empty();
    private Optional<Allowance> allowance = Optional.empty();
    private final Thread reader;
    private volatile boolean closed;

    private HelperProcess(Process process) {
        this.process = process;
        this.errors = new Tail(process.getErrorStream());
        this.reader = Thread.ofPlatform().daemon().name("helper's answers").start(this::readAll);
    }

    /**
     * Starts a helper. It has not said anything yet.
     *
     * @throws HostException when the command is not there
     */
    static HelperProcess start(HelperCommand command, Verb verb) throws HostException {
        List<String> words = command.commandFor(verb);
        ProcessBuilder builder = new ProcessBuilder(words);
        // What ssh and pkexec say is looked at, and must not depend on the user's language.
        builder.environment().put("LC_ALL", "C");
        try {
            return new HelperProcess(builder.start());
        } catch (IOException e) {
            throw new HostException(
                    Problem.keyed(
                            Problem.Kind.UNREACHABLE,
                            "client.start",
                            words.getFirst(),
                            words.getFirst(),
                            String.valueOf(e.getMessage())),
                    e);
        }
    }

    private void readAll() {
        BoundedLines source = new BoundedLines(process.getInputStream(), JsonText.MAX_ANSWER);
        try {
            Line line;
            do {
                line = next(source);
                if (line instanceof BoundedLines.Complete(String text) && text.equals(stale)) {
                    tellStale();
                } else {
                    room.acquire(size(line));
                    lines.put(line);
                }
            } while (line instanceof BoundedLines.Complete && !closed);
            if (!closed) {
                // It tells of no more changes: who relies on that must look for himself, and then starts another one.
                onStale.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // Whoever waits for an answer must not wait for a thread that is dead.
            notTakenIn = Optional.of(e.toString());
            lines.clear();
            lines.offer(new BoundedLines.End());
        }
    }

    /** Once for each tree, as an honest helper does: another one would keep this side reading for ever. */
    private void tellStale() {
        if (!staleTold.getAndSet(true)) {
            onStale.run();
        }
    }

    private static int size(Line line) {
        return line instanceof BoundedLines.Complete(String text) ? 1 + (text.length() >> 10) : 0;
    }

    private static Line next(BoundedLines source) {
        try {
            return source.next();
        } catch (IOException e) {
            return new BoundedLines.End();
        }
    }

    /**
     * What is done when the helper says by itself that a picture is outdated, and when it ends without being told to; on the
     * thread that reads it.
     */
    void onStale(Runnable action) {
        onStale = action;
    }

    /** Waits for the helper to say that it runs; a refusal in its place, such as not being root, is given back. */
    Optional<Problem> awaitHello(Verb verb, Duration patience) throws HelperGone {
        return switch (next(patience)) {
            case Answer.Hello(Verb running) when running == verb -> Optional.empty();
            case Answer.Failed(Problem refusal) -> Optional.of(refusal);
            default -> throw garbled(Message.of("client.garbled.greeting"));
        };
    }

    /** What is asked from now on may bring so much. */
    void allow(Allowance next) {
        allowance = Optional.of(next);
    }

    /** The next answer. */
    Answer next(Duration patience) throws HelperGone {
        try {
            Duration most = allowance.map(all -> all.patience(patience)).orElse(patience);
            Line line = lines.poll(most.toMillis(), TimeUnit.MILLISECONDS);
            if (line != null) {
                room.release(size(line));
            }
            return switch (line) {
                case null ->
                    throw most.compareTo(patience) < 0
                            ? garbled(Message.verbatim(
                                    allowance.map(Allowance::late).orElse("")))
                            : silent(patience);
                case BoundedLines.Complete(String text) -> parsed(text);
                case BoundedLines.TooLong() -> throw garbled(Message.of("client.garbled.longLine"));
                case BoundedLines.NotText() -> throw garbled(Message.of("client.garbled.notText"));
                case BoundedLines.Cut() -> throw ended();
                case BoundedLines.End() -> throw ended();
            };
        } catch (BadMessage e) {
            throw garbled(Message.verbatim(e.why()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new HelperGone(new How.Closed(), errors.lines());
        }
    }

    private Answer parsed(String text) throws BadMessage {
        if (allowance.isPresent()) {
            allowance.get().line(text);
        }
        try {
            return answers.parse(text);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new BadMessage("it has an impossible value", e);
        }
    }

    /** Sends a request. When this throws, the helper may have got it all the same. */
    synchronized void send(Request request) throws HelperGone {
        try {
            if (request instanceof Request.Tree) {
                staleTold.set(false);
            }
            OutputStream out = process.getOutputStream();
            out.write((requests.print(request) + "\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException e) {
            throw ended();
        }
    }

    HelperGone garbled(Message why) {
        close();
        return new HelperGone(new How.Garbled(why), errors.lines());
    }

    private HelperGone silent(Duration waited) {
        close();
        return new HelperGone(new How.Silent(waited), errors.lines());
    }

    private HelperGone ended() throws HelperGone {
        if (closed) {
            return new HelperGone(new How.Closed(), errors.lines());
        }
        if (notTakenIn.isPresent()) {
            return garbled(Message.of("client.garbled.notTakenIn", notTakenIn.get()));
        }
        try {
            if (process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                return new HelperGone(new How.Ended(process.exitValue()), errors.lines());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return garbled(Message.of("client.garbled.runsOn"));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends its input, which ends a helper; and ends the process itself when that is not enough. */
    @Override
    public void close() {
        closed = true;
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It is closed, then.
        }
        process.onExit().completeOnTimeout(process, 300, TimeUnit.MILLISECONDS).join();
        process.destroy();
        reader.interrupt();
        // Who waits for an answer is told now, even if somebody else still holds the pipe open.
        lines.clear();
        lines.offer(new BoundedLines.End());
    }
}
