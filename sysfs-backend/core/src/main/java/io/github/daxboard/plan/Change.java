// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Zone;
import io.github.daxboard.text.Message;
import java.util.Optional;

/** What an admin asks for. */
public sealed interface Change {

    /** The device that it is about; none for one that is yet to be made. */
    Optional<DeviceName> target();

    /** One line for a person, such as {@code dax0.0 to fsdev}. */
    Message message();

    /** {@link #message} in English. */
    default String describe() {
        return message().english();
    }

    /** A change of a device that is there. */
    sealed interface OfDevice extends Change {
        DeviceName device();

        @Override
        default Optional<DeviceName> target() {
            return Optional.of(device());
        }
    }

    /**
     * Give a device another mode.
     *
     * @param device the device
     * @param to the mode to give it
     * @param onlining what becomes of its memory blocks; {@code MOVABLE} unless {@code to} is system-ram
     */
    record SwitchMode(DeviceName device, Mode to, Onlining onlining) implements OfDevice {
        public SwitchMode {
            if (to != Mode.SYSTEM_RAM && onlining != Onlining.MOVABLE) {
                throw new IllegalArgumentException(onlining + " of a device that goes to " + to);
            }
        }

        public SwitchMode(DeviceName device, Mode to) {
            this(device, to, Onlining.MOVABLE);
        }

        @Override
        public Message message() {
            return onlining == Onlining.MOVABLE
                    ? Message.of("change.switch", device, to.message())
                    : Message.of("change.switch.onlining", device, to.message(), onlining.message());
        }
    }

    /** What becomes of the memory blocks of a device that is switched to system-ram. */
    enum Onlining {
        MOVABLE,
        KERNEL,
        LEAVE_OFFLINE;

        public Message message() {
            return switch (this) {
                case MOVABLE -> Message.of("onlining.movable");
                case KERNEL -> Message.of("onlining.kernel");
                case LEAVE_OFFLINE -> Message.of("onlining.offline");
            };
        }

        /** {@link #message} in English. */
        public String words() {
            return message().english();
        }

        /** The zone; none where the blocks are left offline. */
        public Optional<Zone> zone() {
            return switch (this) {
                case MOVABLE -> Optional.of(Zone.MOVABLE);
                case KERNEL -> Optional.of(Zone.KERNEL);
                case LEAVE_OFFLINE -> Optional.empty();
            };
        }
    }

    /**
     * Make a device from a dynamic region's free space. It begins unbound.
     *
     * @param region the region's id
     * @param extent how much, or which memory
     * @param align its alignment in bytes; the region's own where none is said
     */
    record Create(int region, Extent extent, Optional<Long> align) implements Change {
        @Override
        public Optional<DeviceName> target() {
            return Optional.empty();
        }

        @Override
        public Message message() {
            return Message.of("change.create", extent.message(), region);
        }
    }

    /** How much memory, or which. */
    sealed interface Extent {
        long bytes();

        Message message();

        /** {@link #message} in English. */
        default String describe() {
            return message().english();
        }

        /** So many bytes, wherever the kernel finds them free. */
        record Size(long bytes) implements Extent {
            @Override
            public Message message() {
                return Message.verbatim(Sizes.words(bytes));
            }
        }

        /**
         * This memory.
         *
         * @param start the first byte's physical address
         * @param end the last byte's, inclusive
         */
        record At(long start, long end) implements Extent {
            public At {
                if (start < 0 || end < start) {
                    throw new IllegalArgumentException("no range: " + start + " to " + end);
                }
            }

            @Override
            public long bytes() {
                return end - start + 1;
            }

            @Override
            public Message message() {
                return Message.of("change.extent.at", Sizes.words(bytes()), "0x" + Long.toHexString(start));
            }
        }
    }

    /**
     * Give an unbound device another size, greater than 0; what it loses is cut from its end.
     *
     * @param bytes the size that it shall have
     */
    record Resize(DeviceName device, long bytes) implements OfDevice {
        @Override
        public Message message() {
            return Message.of("change.resize", device, Sizes.words(bytes));
        }
    }

    /** Give a device's memory back to its region, and the device up; daxX.0 stays, with size 0. */
    record Destroy(DeviceName device) implements OfDevice {
        @Override
        public Message message() {
            return Message.of("change.destroy", device);
        }
    }

    /**
     * Give an unbound device another alignment.
     *
     * @param bytes 4 KiB, 2 MiB or 1 GiB
     */
    record SetAlign(DeviceName device, long bytes) implements OfDevice {
        @Override
        public Message message() {
            return Message.of("change.align", device, Sizes.words(bytes));
        }
    }

    /** Bring all of a system-ram device's memory blocks online. */
    record Online(DeviceName device, Zone zone) implements OfDevice {
        @Override
        public Message message() {
            return Message.of("change.online", device, zone.message());
        }
    }

    /** Take all of a system-ram device's memory blocks offline; it stays bound to kmem. */
    record Offline(DeviceName device) implements OfDevice {
        @Override
        public Message message() {
            return Message.of("change.offline", device);
        }
    }
}
