// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.model.Driver;
import io.github.daxboard.plan.Action;

/** What a step waits for when the kernel takes long, and why it can't be given up. */
final class Waits {
    private Waits() {}

    static String words(Action action) {
        return switch (action) {
            case Action.Unbind(var device, var driver)
            when driver.equals(Driver.KMEM) ->
                "the kernel removes the memory; a write that has begun can't be given up";
            case Action.Unbind unbind ->
                "the kernel waits until nobody uses the device's pages any more, a network card's or a virtual machine's"
                        + " too; this can't be given up";
            case Action.Bind bind -> "the kernel makes the page map; this can't be given up";
            case Action.BindOrRegister bind -> "the kernel makes the page map; this can't be given up";
            case Action.SetHotplugState set -> "the kernel moves what the memory holds; this can't be given up";
            case Action.LoadModule load -> "modprobe has not ended yet";
            default -> "the kernel has not answered yet";
        };
    }
}
