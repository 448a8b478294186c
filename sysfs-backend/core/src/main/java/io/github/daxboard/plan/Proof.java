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
    String describe();

    /** {@link #describe} in every language. */
    default Message message() {
        return Message.verbatim(describe());
    }

    record NoHolder(DeviceName device) implements Proof {
        @Override
        public String describe() {
            return "no holder";
        }
    }

    record AutoprobeIs(boolean on) implements Proof {
        @Override
        public String describe() {
            return "drivers_autoprobe reads " + (on ? "1" : "0");
        }
    }

    record DriverLoaded(Driver driver) implements Proof {
        @Override
        public String describe() {
            return driver + " is on the bus";
        }
    }

    record DriverIs(DeviceName device, Driver driver) implements Proof {
        @Override
        public String describe() {
            return "driver is " + driver;
        }
    }

    record IsUnbound(DeviceName device) implements Proof {
        @Override
        public String describe() {
            return "driver link is gone";
        }
    }

    /** No driver link changed, this device's neither: for a step that must have no effect yet. */
    record LinksUnchanged() implements Proof {
        @Override
        public String describe() {
            return "no driver link changed";
        }
    }

    /** The policy for new memory blocks. */
    record AutoOnlineIs(String policy) implements Proof {
        @Override
        public String describe() {
            return "auto_online_blocks reads " + policy;
        }
    }

    /** The device has memory blocks, and every one is online in the zone that was asked for. */
    record BlocksOnline(DeviceName device, Zone zone) implements Proof {
        @Override
        public String describe() {
            return "every memory block is online, " + zone.word();
        }
    }

    /** The device has memory blocks, whatever their state is. */
    record BlocksThere(DeviceName device) implements Proof {
        @Override
        public String describe() {
            return "its memory blocks are there";
        }
    }

    /** No memory block of the device is online. */
    record BlocksOffline(DeviceName device) implements Proof {
        @Override
        public String describe() {
            return "every memory block is offline";
        }
    }

    /** Each memory block of the device is as it was found by the step that is undone. */
    record BlocksAsBefore(DeviceName device) implements Proof {
        @Override
        public String describe() {
            return "every memory block has the state and zone that it had";
        }
    }

    /** The device has no driver, and nothing of its memory is left in the kernel: no memory block, no kmem range in iomem. */
    record MemoryGone(DeviceName device) implements Proof {
        @Override
        public String describe() {
            return "driver link is gone, and none of its memory is left in the kernel";
        }
    }

    /** The device's {@code state} attribute. */
    record HotplugStateIs(DeviceName device, String word) implements Proof {
        @Override
        public String describe() {
            return "state reads " + word;
        }
    }

    /** The device's size, and that its ranges add up to it. */
    record SizeIs(DeviceName device, long bytes) implements Proof {
        @Override
        public String describe() {
            return "size reads " + bytes;
        }
    }

    /** The device's ranges are exactly those that it had before the step that is undone. */
    record RangesAsBefore(DeviceName device) implements Proof {
        @Override
        public String describe() {
            return "its ranges are those that it had";
        }
    }

    record AlignIs(DeviceName device, long bytes) implements Proof {
        @Override
        public String describe() {
            return "align reads " + bytes;
        }
    }

    /** One of the device's ranges is exactly this. */
    record HasRange(DeviceName device, long start, long end) implements Proof {
        @Override
        public String describe() {
            return "a mapping reads 0x" + Long.toHexString(start) + " to 0x" + Long.toHexString(end);
        }
    }

    /** The region's youngest device is this one; it is on the bus, unbound, with size 0. */
    record Created(int region, DeviceName device) implements Proof {
        @Override
        public String describe() {
            return "create reads " + device + ", and it is on the bus";
        }
    }

    record Deleted(DeviceName device) implements Proof {
        @Override
        public String describe() {
            return device + " is gone from the bus";
        }
    }
}
