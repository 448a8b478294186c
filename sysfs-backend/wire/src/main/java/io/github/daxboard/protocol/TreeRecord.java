// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Superblock;
import java.util.List;

/** One thing that was read from a kernel, with what came of it. */
public sealed interface TreeRecord {

    record Content(KernelPath path, Reading<String> reading) implements TreeRecord {}

    record Link(KernelPath path, Reading<String> reading) implements TreeRecord {}

    record Names(KernelPath path, Reading<List<String>> reading) implements TreeRecord {}

    record State(Driver driver, Reading<DriverState> reading) implements TreeRecord {}

    record Holders(Reading<List<Holder>> reading) implements TreeRecord {}

    record Beginning(DeviceName device, Reading<Superblock> reading) implements TreeRecord {}

    record Rules(Reading<List<OnlineRule>> reading) implements TreeRecord {}
}
