// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.sysfs;

import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.RegionKind;
import java.util.List;
import java.util.regex.Pattern;

/** Tells a region's kind from its folder: the kernel has no attribute for it. */
final class RegionKinds {
    private static final Pattern HMEM = Pattern.compile("hmem\\.\\d+");
    private static final Pattern CXL = Pattern.compile("dax_region\\d+");
    private static final Pattern NVDIMM_BUS = Pattern.compile("ndbus\\d+");

    private RegionKinds() {}

    static RegionKind of(KernelPath folder) {
        List<String> parts = List.of(folder.text().split("/"));
        if (parts.stream().anyMatch(part -> NVDIMM_BUS.matcher(part).matches())) {
            return RegionKind.PMEM;
        }
        if (parts.stream().anyMatch(part -> HMEM.matcher(part).matches())) {
            return RegionKind.HMEM;
        }
        // drivers/cxl/core/region.c names the child that drivers/dax/cxl.c binds to dax_regionN.
        return parts.stream().anyMatch(part -> CXL.matcher(part).matches()) ? RegionKind.CXL : RegionKind.OTHER;
    }
}
