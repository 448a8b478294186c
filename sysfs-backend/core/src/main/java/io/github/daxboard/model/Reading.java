// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import io.github.daxboard.text.Message;
import java.util.Optional;
import java.util.function.Function;

/**
 * What came of reading one thing from the kernel. Never 0, null or a guess in place of what is not known: a reading
 * without a value says why it has none.
 */
public sealed interface Reading<T> {

    /** The kernel gave a value, and it had the form that its ABI document promises. */
    record Value<T>(T content) implements Reading<T> {}

    /** The kernel has no such attribute here (ENOENT). For some attributes that is an answer: no driver link, no driver. */
    record Absent<T>() implements Reading<T> {}

    /** This process has no right to read it (EACCES, EPERM). */
    record Denied<T>(Errno errno) implements Reading<T> {}

    /** It is there, and reading it failed. */
    record Unreadable<T>(Errno errno) implements Reading<T> {}

    /** It was read, and its text is not what this attribute is documented to hold. */
    record Malformed<T>(String text) implements Reading<T> {}

    static <T> Reading<T> of(T content) {
        return new Value<>(content);
    }

    static <T> Reading<T> absent() {
        return new Absent<>();
    }

    /** The reading that an error number stands for: absent, denied or unreadable. */
    static <T> Reading<T> failed(Errno errno) {
        if (errno.equals(Errno.ENOENT)) {
            return new Absent<>();
        }
        if (errno.equals(Errno.EACCES) || errno.equals(Errno.EPERM)) {
            return new Denied<>(errno);
        }
        return new Unreadable<>(errno);
    }

    default Optional<T> value() {
        return this instanceof Value<T>(T content) ? Optional.of(content) : Optional.empty();
    }

    default boolean isAbsent() {
        return this instanceof Absent<T>;
    }

    /** Whether it is not known what is there: no value, and not absent either. */
    default boolean isUnknown() {
        return value().isEmpty() && !isAbsent();
    }

    default <R> Reading<R> map(Function<? super T, ? extends R> function) {
        return flatMap(content -> new Value<>(function.apply(content)));
    }

    default <R> Reading<R> flatMap(Function<? super T, Reading<R>> function) {
        return switch (this) {
            case Value<T>(T content) -> function.apply(content);
            case Absent<T>() -> new Absent<>();
            case Denied<T>(Errno errno) -> new Denied<>(errno);
            case Unreadable<T>(Errno errno) -> new Unreadable<>(errno);
            case Malformed<T>(String text) -> new Malformed<>(text);
        };
    }

    /** Why there is no value, in words for a person; the empty text where there is one. */
    default Message message() {
        return switch (this) {
            case Value<T> value -> Message.NONE;
            case Absent<T> absent -> Message.of("reading.absent");
            case Denied<T>(Errno errno) -> Message.of("reading.denied", errno.symbol());
            case Unreadable<T>(Errno errno) -> Message.of("reading.unreadable", errno.symbol(), errno.message());
            case Malformed<T>(String text) -> Message.of("reading.malformed", text);
        };
    }

    /** {@link #message} in English. */
    default String whyNot() {
        return message().english();
    }
}
