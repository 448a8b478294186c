// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Change.Extent;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** How words of the command line become values; what is no such value is said in a sentence. */
final class ArgumentValues {
    private static final Pattern RANGE = Pattern.compile("0x([0-9a-fA-F]{1,15})-0x([0-9a-fA-F]{1,15})");

    private ArgumentValues() {}

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
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + text + "' can't be the name of a file.");
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

    private static TypeConversionException number(String text) {
        return new TypeConversionException("'" + text + "' is no whole number, or one that is too large.");
    }

    private static DeviceName device(String text) {
        return DeviceName.parse(text)
                .orElseThrow(() -> new TypeConversionException(
                        "'" + text + "' is no device name. A device is named such as dax0.0."));
    }

    private static Mode mode(String text) {
        return Mode.parse(text)
                .orElseThrow(() -> new TypeConversionException(
                        "'" + text + "' is no mode. Write devdax, fsdev (or famfs), system-ram or unbound."));
    }

    private static Zone zone(String text) {
        return Zone.parse(text)
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is no zone. Write movable or kernel."));
    }

    private static Bytes bytes(String text) {
        return new Bytes(Sizes.parse(text)
                .filter(count -> count > 0)
                .orElseThrow(() -> new TypeConversionException(
                        "'" + text + "' is no size. Write bytes, or such as 512M, 64G, 1.5GiB or 0x40000000.")));
    }

    private static AddressRange range(String text) {
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            throw new TypeConversionException(
                    "'" + text + "' is no range. Write first and last address, such as 0x100000000-0x13fffffff.");
        }
        long start = Long.parseLong(range.group(1), 16);
        long end = Long.parseLong(range.group(2), 16);
        if (end < start) {
            throw new TypeConversionException("'" + text + "' ends before it begins.");
        }
        return new AddressRange(start, end);
    }

    private static HostAddress host(String text) {
        return HostAddress.parse(text)
                .orElseThrow(() -> new TypeConversionException(
                        "'" + text + "' names no host. Write local, demo, lab, ssh://user@host[:port] or sysfs:FILE."));
    }
}
