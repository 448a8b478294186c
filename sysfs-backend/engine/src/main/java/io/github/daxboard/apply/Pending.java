// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

/** Whether every plan that was begun on a host has ended, as its journal and its lock tell. */
public sealed interface Pending {
    /** Every plan that was begun has ended. A helper that is still starting may begin one yet. */
    record AllEnded() implements Pending {}

    /** A helper holds the host's lock: it carries a plan out now, or looks whether it can. */
    record AtWork() implements Pending {}

    /** A plan was begun, and the helper that carried it out is gone. */
    record Left(Unfinished plan) implements Pending {}
}
