// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import io.github.daxboard.linux.SystemCalls.Status;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Superblock;
import java.util.List;

/**
 * Opens devices that device_dax is bound to, and looks for the marks of what they hold. When that is done is for {@link
 * RememberedLooks} to say.
 */
final class DeviceBeginnings implements RememberedLooks.Source {
    private final NativeFiles files;
    private final SystemCalls calls;

    DeviceBeginnings(NativeFiles files) {
        this.files = files;
        this.calls = files.calls();
    }

    @Override
    public List<DeviceName> devices() {
        return files.list(KernelPath.DAX_DEVICES).value().orElse(List.of()).stream()
                .flatMap(name -> DeviceName.parse(name).stream())
                .toList();
    }

    private Reading<KernelPath> folder(DeviceName device) {
        KernelPath link = KernelPath.DAX_DEVICES.child(device.toString());
        return files.readLink(link)
                .flatMap(target -> KernelPath.parse(link.resolveLink(target).text())
                        .map(Reading::of)
                        .orElseGet(() -> new Reading.Malformed<>(target)));
    }

    /**
     * A binding is told by the inode of its driver link, which sysfs makes anew for each; ENXIO, as open(2) would give, where
     * another driver or none is bound.
     */
    @Override
    public Reading<Long> binding(DeviceName device) {
        return notAbsent(folder(device).flatMap(folder -> {
            KernelPath link = folder.child("driver");
            boolean isDevdax = files.readLink(link)
                    .value()
                    .filter(target -> target.endsWith("/" + Driver.DEVICE_DAX.name()))
                    .isPresent();
            return isDevdax ? calls.status(link.text()).map(Status::inode) : new Reading.Unreadable<>(Errno.ENXIO);
        }));
    }

    @Override
    public Reading<Superblock> look(DeviceName device) {
        Reading<Long> size = notAbsent(folder(device).flatMap(folder -> number(folder, "size")));
        Reading<Long> align = notAbsent(folder(device).flatMap(folder -> number(folder, "align")));
        return size.flatMap(bytes -> align.flatMap(step -> look(device, bytes, step)));
    }

    private Reading<Superblock> look(DeviceName device, long size, long align) {
        int fd = calls.open("/dev/" + device, SystemCalls.O_RDONLY | SystemCalls.O_NONBLOCK, 0);
        if (fd < 0) {
            return new Reading.Unreadable<>(new Errno(-fd));
        }
        try {
            return FarMarks.on(new FarMarks.Bytes() {
                @Override
                public long size() {
                    return size;
                }

                @Override
                public Reading<byte[]> at(long offset, int length) {
                    return span(size, align, offset, length)
                            .flatMap(span ->
                                    notAbsent(calls.mappedBytes(fd, span.start(), span.length(), offset, length)));
                }
            });
        } finally {
            calls.close(fd);
        }
    }

    /** A part of a device that is mapped. */
    record Span(long start, long length) {}

    /**
     * What is mapped to see some bytes: whole units of the device's alignment, or the kernel refuses it. What lies behind the
     * last whole unit of a device can't be seen at all.
     */
    static Reading<Span> span(long size, long align, long offset, int length) {
        if (align <= 0) {
            return new Reading.Malformed<>("an alignment of " + align);
        }
        long start = offset / align * align;
        long end = Math.ceilDiv(offset + length, align) * align;
        return length <= 0 || end > size / align * align
                ? new Reading.Unreadable<>(Errno.EINVAL)
                : Reading.of(new Span(start, end - start));
    }

    private Reading<Long> number(KernelPath folder, String attribute) {
        return files.read(folder.child(attribute))
                .flatMap(text ->
                        text.matches("\\d{1,18}") ? Reading.of(Long.parseLong(text)) : new Reading.Malformed<>(text));
    }

    /** A device that could not be opened is not one that holds nothing, and root that is not let is not a user who must not. */
    private static <T> Reading<T> notAbsent(Reading<T> reading) {
        return switch (reading) {
            case Reading.Absent<T> absent -> new Reading.Unreadable<>(Errno.ENOENT);
            case Reading.Denied<T>(Errno errno) -> new Reading.Unreadable<>(errno);
            default -> reading;
        };
    }
}
