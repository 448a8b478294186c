// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import java.time.Duration;

/**
 * How much of one answer is taken in, whoever sends it: a host that lies, or one that is broken, may send for ever. Not for several
 * threads.
 */
public final class Allowance {
    /** Bytes that an object takes beside its content. */
    private static final int OBJECT = 64;

    /** A host with 32 TiB of dax memory sends about 600,000 lines, and 60 million characters in them. */
    private static final long MOST_CHARACTERS = 512L << 20;

    private static final long MOST_LINES = 4_000_000;

    private final long characters;
    private final long memory;
    private final long lines;
    private final long until;
    private final Duration time;
    private long charactersTaken;
    private long memoryTaken;
    private long linesTaken;

    private Allowance(long characters, long memory, long lines, Duration time) {
        this.characters = characters;
        this.memory = memory;
        this.lines = lines;
        this.time = time;
        this.until = System.nanoTime() + time.toNanos();
    }

    /**
     * For what is kept: a tree, a history.
     *
     * @param time for all of it, from now on
     */
    public static Allowance toKeep(Duration time) {
        return new Allowance(MOST_CHARACTERS, memory(), MOST_LINES, time);
    }

    /**
     * For what goes by: the events of a plan, of which only the last is looked at. A step of it may take hours.
     *
     * @param time for all of it, from now on
     */
    public static Allowance toPass(Duration time) {
        return new Allowance(4 * MOST_CHARACTERS, Long.MAX_VALUE, MOST_LINES / 4, time);
    }

    /** For what nobody else wrote. */
    static Allowance unlimited() {
        return new Allowance(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofDays(1));
    }

    /** What may be kept of a thing that somebody else wrote, in bytes: a quarter of this program's memory, and 1 GiB at most. */
    public static long memory() {
        return TakenIn.most();
    }

    /** A line has come. */
    public void line(String text) throws BadMessage {
        linesTaken++;
        charactersTaken += text.length();
        if (linesTaken > lines) {
            throw new BadMessage("it goes on after " + lines + " lines");
        }
        if (charactersTaken > characters) {
            throw new BadMessage("it goes on after " + (characters >> 20) + " MiB");
        }
        if (System.nanoTime() - until > 0) {
            throw new BadMessage(late());
        }
    }

    /** That the time for all of it is over, in words. */
    public String late() {
        return "it still goes on after " + time.toSeconds() + " seconds";
    }

    /** How long the next line may be waited for, of what would be waited for one. */
    public Duration patience(Duration one) {
        Duration left = Duration.ofNanos(Math.max(0, until - System.nanoTime()));
        return left.compareTo(one) < 0 ? left : one;
    }

    /** A thing is kept, with so many texts of so many characters together. */
    void keep(long texts, long length) throws BadMessage {
        memoryTaken += OBJECT + texts * OBJECT + length;
        if (memoryTaken > memory) {
            throw new BadMessage("it takes more than " + (memory >> 20)
                    + " MiB of memory, and this program may not use more for it");
        }
    }
}
