// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a hostile text behind each text of a value made of records, whatever fields they have or will have. A record that takes no such
 * text keeps its own: that is its own guard.
 */
final class Poison {
    /** What a terminal or a reader would be misled by. */
    static final String TEXT =
            "\u001b]0;owned\u0007\r\nFORGED LINE\n\u202e\u009b31m\u200b\u2028\u007f\ud800\udb40\udc41";

    private final String text;

    private Poison(String text) {
        this.text = text;
    }

    static <T> T in(T value) {
        return in(value, TEXT);
    }

    @SuppressWarnings("unchecked")
    static <T> T in(T value, String text) {
        return (T) new Poison(text).poisoned(value);
    }

    private Object poisoned(Object value) {
        return switch (value) {
            // Nothing else is ever taken for a path of the kernel's: KernelPath has a form of its own.
            case String own -> own.startsWith("/sys/") ? own : own + text;
            case Optional<?> some -> some.map(this::poisoned);
            case List<?> all -> all.stream().map(this::poisoned).toList();
            case Set<?> all -> all;
            case Map<?, ?> all -> {
                Map<Object, Object> made = new LinkedHashMap<>();
                all.forEach((key, one) -> made.put(key, poisoned(one)));
                yield made;
            }
            case Record record -> made(record);
            default -> value;
        };
    }

    private Object made(Record record) {
        RecordComponent[] parts = record.getClass().getRecordComponents();
        try {
            Object[] values = new Object[parts.length];
            for (int i = 0; i < parts.length; i++) {
                parts[i].getAccessor().setAccessible(true);
                values[i] = poisoned(parts[i].getAccessor().invoke(record));
            }
            Constructor<?> constructor = record.getClass()
                    .getDeclaredConstructor(
                            Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (java.lang.reflect.InvocationTargetException e) {
            return record;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(String.valueOf(e.getMessage()), e);
        }
    }
}
