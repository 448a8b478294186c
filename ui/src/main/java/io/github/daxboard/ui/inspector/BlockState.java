// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.inspector;

import io.github.daxboard.model.MemoryBlock;
import io.github.daxboard.ui.words.WindowTexts;

/** What a memory block is at; each is drawn in its own way. */
public enum BlockState {
    /** Online in zone Movable: it can be taken back. */
    MOVABLE("movable"),
    /** Online in another zone: the kernel's own data may be in it, and it can hardly be taken back. */
    KERNEL("kernel"),
    OFFLINE("offline"),
    /** On its way out. */
    LEAVING("leaving"),
    /** Used by the kernel though no driver holds it: only a reboot ends that. */
    PINNED("pinned"),
    /** What it is at could not be read. */
    UNKNOWN("unknown");

    private final String key;

    BlockState(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    public String word() {
        return WindowTexts.text("inspector.block." + key);
    }

    static BlockState of(MemoryBlock block, boolean pinned) {
        String state = block.state().value().orElse("");
        if (pinned) {
            return PINNED;
        }
        return switch (state) {
            case "online" -> block.isMovable() ? MOVABLE : KERNEL;
            case "offline" -> OFFLINE;
            case "going-offline" -> LEAVING;
            default -> UNKNOWN;
        };
    }
}
