// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.ui.plan.Verdict;
import java.util.Optional;

/**
 * What can be asked for of a device beside moving it, for menus and buttons.
 *
 * @param kind what
 * @param words its name in a menu
 * @param off why it can't be had; empty where it can
 */
public record DeviceAction(Kind kind, String words, Optional<String> off) {
    public enum Kind {
        RESIZE("resize", "mdi2a-arrow-expand-horizontal", true),
        SPLIT("split", "mdi2a-arrow-split-vertical", true),
        ALIGN_4K("align-4k", "mdi2f-format-align-justify", false),
        ALIGN_2M("align-2m", "mdi2f-format-align-justify", false),
        ALIGN_1G("align-1g", "mdi2f-format-align-justify", false),
        ONLINE_MOVABLE("online-movable", "mdi2m-memory", false),
        ONLINE_KERNEL("online-kernel", "mdi2m-memory", false),
        OFFLINE("offline", "mdi2m-memory", false),
        DESTROY("destroy", "mdi2d-delete-outline", false);

        private final String id;
        private final String icon;
        private final boolean asks;

        Kind(String id, String icon, boolean asks) {
            this.id = id;
            this.icon = icon;
            this.asks = asks;
        }

        /** Its part of a node id and of a key. */
        public String id() {
            return id;
        }

        public String icon() {
            return icon;
        }

        /** Whether it asks for a size first. */
        public boolean asks() {
            return asks;
        }
    }

    static DeviceAction of(Kind kind, String words, Verdict verdict) {
        return new DeviceAction(
                kind,
                words,
                verdict.isRefused() || verdict instanceof Verdict.Home
                        ? Optional.of(verdict.reason())
                        : Optional.empty());
    }
}
