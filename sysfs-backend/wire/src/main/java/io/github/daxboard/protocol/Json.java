// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON that messages are made of: no null and no fractions, which nothing here needs. */
public sealed interface Json {

    record Text(String content) implements Json {}

    record Whole(long content) implements Json {}

    record Flag(boolean content) implements Json {}

    record Many(List<Json> items) implements Json {
        public Many {
            items = List.copyOf(items);
        }

        /** The items, which must all be texts. */
        List<String> texts() throws BadMessage {
            List<String> texts = new ArrayList<>();
            for (Json item : items) {
                if (!(item instanceof Text(String content))) {
                    throw new BadMessage("an item of a list is not a text");
                }
                texts.add(content);
            }
            return texts;
        }

        /** The items, which must all be objects. */
        List<Fields> objects() throws BadMessage {
            List<Fields> objects = new ArrayList<>();
            for (Json item : items) {
                if (!(item instanceof Fields fields)) {
                    throw new BadMessage("an item of a list is not an object");
                }
                objects.add(fields);
            }
            return objects;
        }
    }

    /** An object. Each getter refuses a field that is missing or of another type. */
    record Fields(Map<String, Json> content) implements Json {
        public Fields {
            content = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(content));
        }

        boolean has(String name) {
            return content.containsKey(name);
        }

        String text(String name) throws BadMessage {
            if (get(name) instanceof Text(String text)) {
                return text;
            }
            throw new BadMessage("\"" + name + "\" is not a text");
        }

        long whole(String name) throws BadMessage {
            if (get(name) instanceof Whole(long number)) {
                return number;
            }
            throw new BadMessage("\"" + name + "\" is not a whole number");
        }

        int small(String name) throws BadMessage {
            long number = whole(name);
            if (number != (int) number) {
                throw new BadMessage("\"" + name + "\" is out of range");
            }
            return (int) number;
        }

        Many many(String name) throws BadMessage {
            if (get(name) instanceof Many list) {
                return list;
            }
            throw new BadMessage("\"" + name + "\" is not a list");
        }

        Fields fields(String name) throws BadMessage {
            if (get(name) instanceof Fields object) {
                return object;
            }
            throw new BadMessage("\"" + name + "\" is not an object");
        }

        /** For a field that can only be true: it is there, or it isn't. */
        boolean isSet(String name) throws BadMessage {
            if (!has(name)) {
                return false;
            }
            if (get(name) instanceof Flag(boolean flag) && flag) {
                return true;
            }
            throw new BadMessage("\"" + name + "\" is not true");
        }

        /** Refuses any field but these. A field that is not known is not repeated: it may hold anything. */
        void only(String... names) throws BadMessage {
            if (!List.of(names).containsAll(content.keySet())) {
                throw new BadMessage("there is a field that is not one of " + String.join(", ", names));
            }
        }

        /** A field of any type. */
        Json get(String name) throws BadMessage {
            Json value = content.get(name);
            if (value == null) {
                throw new BadMessage("\"" + name + "\" is missing");
            }
            return value;
        }
    }

    /** Makes an object, its fields in the order in which they are given. */
    final class Maker {
        private final Map<String, Json> content = new LinkedHashMap<>();

        public Maker with(String name, Json value) {
            content.put(name, value);
            return this;
        }

        public Maker with(String name, String value) {
            return with(name, new Text(value));
        }

        public Maker with(String name, long value) {
            return with(name, new Whole(value));
        }

        public Maker with(String name, List<String> values) {
            return with(name, new Many(values.stream().<Json>map(Text::new).toList()));
        }

        public Maker flag(String name) {
            return with(name, new Flag(true));
        }

        public Fields made() {
            return new Fields(content);
        }
    }

    static Maker make() {
        return new Maker();
    }
}
