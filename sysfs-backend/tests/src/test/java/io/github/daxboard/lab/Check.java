// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.lab;

/** What must hold, in the guest, where the libraries for tests are not. */
final class Check {
    private Check() {}

    static void holds(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException("it does not hold: " + what);
        }
    }

    static void same(Object is, Object should, String what) {
        if (!is.equals(should)) {
            throw new IllegalStateException(
                    what + " is not as it should be.\n  is:        " + is + "\n  should be: " + should);
        }
    }
}
