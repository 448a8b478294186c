// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.KernelPath;
import io.github.daxboard.text.Message;

/**
 * One write that a step makes, or may make.
 *
 * @param path the attribute
 * @param value what is written
 * @param when in which case
 */
public record KernelWrite(KernelPath path, String value, When when) {
    /** In which case a write of a step is made. What a step may write is shown before it starts, these cases too. */
    public enum When {
        ALWAYS,
        /** The driver does not match the device by type; drivers/dax/bus.c then answers a bind with ENODEV. */
        ON_ENODEV,
        /** An id was stored by this step, so this step takes it out again, whatever came of it. */
        AFTER_NEW_ID,
        /**
         * Once for each memory block of the device. The path then has {@code memoryN}: which blocks they are follows from
         * physical addresses, which only root can see, or is not settled before an earlier step.
         */
        EACH_BLOCK,
        /** The value then has {@code BYTES} for the size of the ranges that the device still has whole, which only root can read. */
        KEPT_RANGES,
        /** Once for each range that the device lost; {@code START-END} stands for its addresses, which only root can read. */
        EACH_RANGE,
        /** The kernel gave a new device another name than the plan says, so it is given up again; daxX.Y stands for that name. */
        IF_OTHER_NAME,
        /** new_id offers every unbound device on the bus to the driver; one that it took is given back. */
        IF_SWEPT;

        /** The case; empty for {@link #ALWAYS}. */
        public Message message() {
            return switch (this) {
                case ALWAYS -> Message.NONE;
                case ON_ENODEV -> Message.of("write.onEnodev");
                case AFTER_NEW_ID -> Message.of("write.afterNewId");
                case EACH_BLOCK -> Message.of("write.eachBlock");
                case KEPT_RANGES -> Message.of("write.keptRanges");
                case EACH_RANGE -> Message.of("write.eachRange");
                case IF_OTHER_NAME -> Message.of("write.ifOtherName");
                case IF_SWEPT -> Message.of("write.ifSwept");
            };
        }

        /** {@link #message} in English. */
        public String words() {
            return message().english();
        }
    }

    /** The path below /sys/bus/dax, which is where nearly all writes go; else the whole path. */
    public String shortPath() {
        return path.isBelow(KernelPath.DAX_BUS)
                ? path.text().substring(KernelPath.DAX_BUS.text().length() + 1)
                : path.text();
    }
}
