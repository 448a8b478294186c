// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.model.Driver;
import io.github.daxboard.plan.Action;
import io.github.daxboard.text.Message;

/** What a step waits for when the kernel takes long, and why it can't be given up. */
final class Waits {
    private Waits() {}

    static Message words(Action action) {
        return switch (action) {
            case Action.Unbind(var device, var driver)
            when driver.equals(Driver.KMEM) -> Message.of("wait.removesMemory");
            case Action.Unbind unbind -> Message.of("wait.users");
            case Action.Bind bind -> Message.of("wait.memmap");
            case Action.BindOrRegister bind -> Message.of("wait.memmap");
            case Action.SetHotplugState set -> Message.of("wait.moves");
            case Action.LoadModule load -> Message.of("wait.modprobe");
            default -> Message.of("wait.kernel");
        };
    }
}
