// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import java.lang.ref.SoftReference;
import java.util.function.Function;

/**
 * What follows from an object that never changes, kept for the last one that was asked for and as long as memory is not
 * needed: a hand that holds many devices has the same thing asked of one picture for each of them. Safe for use by several
 * threads.
 *
 * @param <K> what is asked for, told apart by identity
 * @param <V> what follows from it
 */
public final class LastComputed<K, V> {
    private record Kept<K, V>(K key, V value) {}

    private final Function<K, V> rule;
    private volatile SoftReference<Kept<K, V>> last = new SoftReference<>(null);

    public LastComputed(Function<K, V> rule) {
        this.rule = rule;
    }

    @SuppressWarnings("ReferenceEquality") // comparing them would cost what is saved here
    public V of(K key) {
        Kept<K, V> known = last.get();
        if (known != null && known.key() == key) {
            return known.value();
        }
        Kept<K, V> found = new Kept<>(key, rule.apply(key));
        last = new SoftReference<>(found);
        return found.value();
    }
}
