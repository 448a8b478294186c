// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.model.DeviceName;
import picocli.CommandLine.Parameters;

/** A change of one device. */
abstract class DeviceCommand extends ChangeCommand {
    @Parameters(index = "0", paramLabel = "DEVICE", description = "Such as dax0.1.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    DeviceName device;

    DeviceCommand(CommandContext surroundings) {
        super(surroundings);
    }
}
