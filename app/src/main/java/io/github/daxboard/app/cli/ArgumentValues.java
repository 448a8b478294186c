// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Change.Extent;
import io.github.daxboard.text.Message;
import java.io.Serial;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts words of the command line into values. A {@link BadValue} says in a sentence what is wrong with one. */
final class ArgumentValues {
    private static final Pattern RANGE = Pattern.compile("0x([0-9a-fA-F]{1,15})-0x([0-9a-fA-F]{1,15})");

    private ArgumentValues() {}

    /** A word that is not a value of the wanted type. */
    static final class BadValue extends TypeConversionException {
        @Serial
        private static final long serialVersionUID = 1;

        private final transient Message reason;

        BadValue(Message reason) {
            super(reason.english());
            this.reason = reason;
        }

        Message reason() {
            return reason;
        }
    }

    /** A size in bytes. */
    record Bytes(long count) {}

    /** Which memory, first and last byte. */
    record AddressRange(long start, long end) {
        Extent extent() {
            return new Extent.At(start, end);
        }
    }

    static void register(CommandLine line) {
        line.registerConverter(DeviceName.class, ArgumentValues::device);
        line.registerConverter(Mode.class, ArgumentValues::mode);
        line.registerConverter(Zone.class, ArgumentValues::zone);
        line.registerConverter(Bytes.class, ArgumentValues::bytes);
        line.registerConverter(AddressRange.class, ArgumentValues::range);
        line.registerConverter(HostAddress.class, ArgumentValues::host);
        line.registerConverter(Path.class, ArgumentValues::path);
        line.registerConverter(Integer.class, ArgumentValues::integer);
        line.registerConverter(int.class, ArgumentValues::integer);
        line.registerConverter(Long.class, ArgumentValues::whole);
        line.registerConverter(Paint.When.class, choice(Paint.When.values()));
        line.registerConverter(ExportCommand.Form.class, choice(ExportCommand.Form.values()));
        line.registerConverter(RecoverCommand.How.class, choice(RecoverCommand.How.values()));
    }

    private static <E extends Enum<E>> ITypeConverter<E> choice(E[] values) {
        return text -> Stream.of(values)
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new BadValue(Message.of(
                        "cli.value.choice",
                        text,
                        Stream.of(values).map(Enum::name).toList())));
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new BadValue(Message.of("cli.value.path", text));
        }
    }

    private static int integer(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw number(text);
        }
    }

    private static long whole(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw number(text);
        }
    }

    private static BadValue number(String text) {
        return new BadValue(Message.of("cli.value.number", text));
    }

    static DeviceName device(String text) {
        return DeviceName.parse(text).orElseThrow(() -> new BadValue(Message.of("cli.value.device", text)));
    }

    static Mode mode(String text) {
        return Mode.parse(text).orElseThrow(() -> new BadValue(Message.of("cli.value.mode", text)));
    }

    private static Zone zone(String text) {
        return Zone.parse(text).orElseThrow(() -> new BadValue(Message.of("cli.value.zone", text)));
    }

    private static Bytes bytes(String text) {
        return new Bytes(Sizes.parse(text)
                .filter(count -> count > 0)
                .orElseThrow(() -> new BadValue(Message.of("cli.value.size", text))));
    }

    private static AddressRange range(String text) {
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            throw new BadValue(Message.of("cli.value.range", text));
        }
        long start = Long.parseLong(range.group(1), 16);
        long end = Long.parseLong(range.group(2), 16);
        if (end < start) {
            throw new BadValue(Message.of("cli.value.rangeOrder", text));
        }
        return new AddressRange(start, end);
    }

    private static HostAddress host(String text) {
        return HostAddress.parse(text).orElseThrow(() -> new BadValue(Message.of("cli.value.host", text)));
    }
}
