// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.conformance;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.KernelPath;

/** One thing that a scenario does. */
sealed interface Operation {
    record Write(KernelPath path, String value) implements Operation {}

    record Read(KernelPath path) implements Operation {}

    record ReadLink(KernelPath path) implements Operation {}

    record ListFolder(KernelPath path) implements Operation {}

    record Load(Driver driver) implements Operation {}

    record Unload(Driver driver) implements Operation {}

    record StateOf(Driver driver) implements Operation {}

    record Hold(DeviceName device, Holder.Kind kind) implements Operation {}

    record Release(DeviceName device) implements Operation {}
}
