// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A reader of what others wrote, with what must be true of it whatever it reads. */
public interface FuzzTarget {

    /**
     * Reads an input.
     *
     * @throws Exception when something is not as it must be; the exceptions that the reader documents do not get out
     */
    void test(byte[] input) throws Exception;

    /** Inputs to begin with that are as they should be, so that a run does not have to find out what a good one looks like. */
    List<byte[]> seeds();

    /** The longest input that is tried, in bytes. */
    default int longest() {
        return 4096;
    }

    /** The input as text; bytes that are not UTF-8 become the replacement character. */
    static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void check(boolean isTrue, String what) {
        if (!isTrue) {
            throw new AssertionError(what);
        }
    }

    static void checkEqual(Object actual, Object wanted, String what) {
        check(actual.equals(wanted), what + ":\n" + actual + "\nis not\n" + wanted);
    }
}
