// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sysfs;

import io.github.daxboard.fuzz.FuzzTarget;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.IomemEntry;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Sizes;
import java.math.BigInteger;
import java.util.List;

/** Numbers, lists, paths and /proc/iomem: read exactly, or said to be malformed. */
public final class NumberFuzz implements FuzzTarget {
    private static final int MOST_NUMBERS = 4097;

    @Override
    public void test(byte[] input) {
        String text = FuzzTarget.text(input);
        exact(Formats.decimal(text), text, 10);
        exact(Formats.bareHex(text), text, 16);
        exact(Formats.hex0x(text), text.startsWith("0x") ? text.substring(2) : "", 16);
        Formats.node(text);
        Formats.flag(text);
        Formats.numbers(text)
                .value()
                .ifPresent(numbers -> FuzzTarget.check(
                        numbers.size() <= MOST_NUMBERS, "a short text is a list of " + numbers.size()));
        iomem(text);
        DeviceName.parse(text).ifPresent(name -> FuzzTarget.checkEqual(name.toString(), text, "another name"));
        KernelPath.parse(text).ifPresent(path -> {
            FuzzTarget.check(path.text().matches("/(sys|proc)(/.*)?"), "a path out of /sys and /proc: " + path);
            FuzzTarget.check(!List.of(path.text().split("/", -1)).contains(".."), "a path that leads up: " + path);
        });
        Sizes.parse(text).ifPresent(bytes -> {
            FuzzTarget.check(bytes >= 0, "a size below 0: " + bytes);
            Sizes.words(bytes);
        });
    }

    private static void exact(Reading<Long> reading, String digits, int radix) {
        reading.value()
                .ifPresent(number -> FuzzTarget.checkEqual(
                        BigInteger.valueOf(number), new BigInteger(digits, radix), "another number"));
    }

    private static void iomem(String text) {
        Reading<List<IomemEntry>> read = IomemReader.parse(text);
        read.value().ifPresent(entries -> {
            StringBuilder again = new StringBuilder();
            entries.forEach(entry -> again.append("  ".repeat(entry.depth()))
                    .append(Long.toHexString(entry.start()))
                    .append('-')
                    .append(Long.toHexString(entry.end()))
                    .append(" : ")
                    .append(entry.name())
                    .append('\n'));
            FuzzTarget.checkEqual(IomemReader.parse(again.toString()), read, "iomem that is written again changes");
        });
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                        "1073741824",
                        "0x100000000",
                        "8000000",
                        "-1",
                        "0-2,5",
                        "1",
                        "dax0.0",
                        "/sys/bus/dax",
                        "1.5G",
                        "64 KiB",
                        "100000000-13fffffff : Soft Reserved\n  100000000-13fffffff : dax0.0\n    100000000-13fffffff : System RAM (kmem)\n",
                        "00000000-00000000 : x\n")
                .stream()
                .map(FuzzTarget::bytes)
                .toList();
    }

    @Override
    public int longest() {
        return 512;
    }
}
