// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;

/**
 * What must be read back before a step counts as done. Besides it, after every step, every other device's driver link
 * must be what it was before the plan.
 */
public sealed interface Proof {
    String describe();

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
}
