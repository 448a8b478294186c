// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Reading;

/** A reading in a message: one of {@code value}, {@code absent}, {@code denied}, {@code unreadable}, {@code malformed}. */
final class ReadingCodec {
    private ReadingCodec() {}

    /** Takes a value out of its JSON. */
    @FunctionalInterface
    interface Taker<T> {
        T take(Json.Fields message) throws BadMessage;
    }

    /** Puts a value into a message. */
    @FunctionalInterface
    interface Putter<T> {
        void put(Json.Maker message, T value);
    }

    static <T> Json.Maker put(Json.Maker message, Reading<T> reading, Putter<T> putter) {
        switch (reading) {
            case Reading.Value<T>(T content) -> putter.put(message, content);
            case Reading.Absent<T>() -> message.flag("absent");
            case Reading.Denied<T>(Errno errno) -> message.with("denied", errno.number());
            case Reading.Unreadable<T>(Errno errno) -> message.with("unreadable", errno.number());
            case Reading.Malformed<T>(String text) -> message.with("malformed", text);
        }
        return message;
    }

    static <T> Reading<T> take(Json.Fields message, Taker<T> taker) throws BadMessage {
        if (message.has("value")) {
            return Reading.of(taker.take(message));
        }
        if (message.isSet("absent")) {
            return Reading.absent();
        }
        if (message.has("denied")) {
            return new Reading.Denied<>(errno(message, "denied"));
        }
        if (message.has("unreadable")) {
            return new Reading.Unreadable<>(errno(message, "unreadable"));
        }
        return new Reading.Malformed<>(message.text("malformed"));
    }

    static Errno errno(Json.Fields message, String name) throws BadMessage {
        int number = message.small(name);
        if (number <= 0) {
            throw new BadMessage("\"" + name + "\" is not an errno");
        }
        return new Errno(number);
    }
}
