// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Zone;
import io.github.daxboard.text.Message;

/**
 * What must be read back before a step counts as done. Besides it, after every step, every other device's driver link
 * must be what it was before the plan.
 */
public sealed interface Proof {
    /** What must be so, without a capital letter and a full stop. */
    Message message();

    /** {@link #message} in English. */
    default String describe() {
        return message().english();
    }

    record NoHolder(DeviceName device) implements Proof {
        @Override
        public Message message() {
            return Message.of("proof.noHolder");
        }
    }

    record AutoprobeIs(boolean on) implements Proof {
        @Override
        public Message message() {
            return Message.of("proof.reads", "drivers_autoprobe", on ? "1" : "0");
        }
    }

    record DriverLoaded(Driver driver) implements Proof {
        @Override
        public Message message() {
            return Message.of("proof.onBus", driver);
        }
    }

    record DriverIs(DeviceName device, Driver driver) implements Proof {
        @Override
        public Message message() {
            return Message.of("proof.driverIs", driver);
        }
    }

    record IsUnbound(DeviceName device) implements Proof {
        @Override
        public Message message() {
            return Message.of("proof.unbound");
        }
    }

    /** No driver link changed, this device's neither: for a step that must have no effect yet. */
    record LinksUnchanged() implements Proof {
        @Override
        public Message message() {
            return Message.of("proof.linksUnchanged");
        }
    }

    /** The policy for new memory blocks. */
    record AutoOnlineIs(String policy) implements Proof {
        @Override
        public Message message() {
            return Message.of("proof.reads", "auto_online_blocks", policy);
        }
    }

    /** The device has memory blocks, and every one is online in the zone that was asked for. */
    record BlocksOnline(DeviceName device, Zone zone) implements Proof {
        @Override
        public Message message() {
            return Message.of("proof.blocksOnline", zone.message());
        }
    }

    /** The device has memory blocks, whatever their state is. */
    record BlocksThere(DeviceName device) implements Proof {
        @Override
        public Message message() {
            return Message.of("proof.blocksThere");
        }
    }

    /** No memory block of the device is online. */
    record BlocksOffline(DeviceName device) implements Proof {
        @Override
        public Message message() {
            return Message.of("proof.blocksOffline");
        }
    }

    /** Each memory block of the device is as it was found by the step that is undone. */
    record BlocksAsBefore(DeviceName device) implements Proof {
        @Override
        public Message message() {
            return Message.of("proof.blocksAsBefore");
        }
    }

    /** The device has no driver, and nothing of its memory is left in the kernel: no memory block, no kmem range in iomem. */
    record MemoryGone(DeviceName device) implements Proof {
        @Override
        public Message message() {
            return Message.of("proof.memoryGone");
        }
    }

    /** The device's {@code state} attribute. */
    record HotplugStateIs(DeviceName device, String word) implements Proof {
        @Override
        public Message message() {
            return Message.of("proof.reads", "state", word);
        }
    }

    /** The device's size, and that its ranges add up to it. */
    record SizeIs(DeviceName device, long bytes) implements Proof {
        @Override
        public Message message() {
            return Message.of("proof.reads", "size", bytes);
        }
    }

    /** The device's ranges are exactly those that it had before the step that is undone. */
    record RangesAsBefore(DeviceName device) implements Proof {
        @Override
        public Message message() {
            return Message.of("proof.rangesAsBefore");
        }
    }

    record AlignIs(DeviceName device, long bytes) implements Proof {
        @Override
        public Message message() {
            return Message.of("proof.reads", "align", bytes);
        }
    }

    /** One of the device's ranges is exactly this. */
    record HasRange(DeviceName device, long start, long end) implements Proof {
        @Override
        public Message message() {
            return Message.of("proof.hasRange", Evidence.range(start, end));
        }
    }

    /** The region's youngest device is this one; it is on the bus, unbound, with size 0. */
    record Created(int region, DeviceName device) implements Proof {
        @Override
        public Message message() {
            return Message.of("proof.created", device);
        }
    }

    record Deleted(DeviceName device) implements Proof {
        @Override
        public Message message() {
            return Message.of("proof.deleted", device);
        }
    }
}
