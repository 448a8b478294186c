// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.conformance;

import static io.github.daxboard.model.Driver.DEVICE_DAX;
import static io.github.daxboard.model.Driver.FSDEV_DAX;
import static io.github.daxboard.model.Driver.KMEM;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Reading;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings a kernel back to the state that a scenario begins with. {@code lab/reset} does so too, in seconds and from any
 * state; this takes a tenth of that, and is enough for what scenarios do.
 */
final class Restore {
    private static final long MIB = 1L << 20;
    private static final List<DeviceName> OWN =
            List.of(DeviceName.of("dax0.0"), DeviceName.of("dax0.1"), DeviceName.of("dax1.0"));

    private final ConformancePort port;

    private Restore(ConformancePort port) {
        this.port = port;
    }

    static void after(Scenario scenario, ConformancePort port) {
        new Restore(port).run(scenario);
    }

    private void run(Scenario scenario) {
        must(KernelPath.AUTOPROBE, "0");
        Set<String> ids = scenario.operations().stream()
                .filter(operation -> operation instanceof Operation.Write write
                        && write.path().name().equals("new_id"))
                .map(operation -> ((Operation.Write) operation).value())
                .collect(Collectors.toSet());
        for (Driver driver : Driver.KNOWN) {
            if (isLoaded(driver)) {
                ids.forEach(id -> port.write(of(driver, "remove_id"), id));
            }
        }
        OWN.forEach(port::release);
        offline();
        port.drivers().forEach((device, driver) -> {
            boolean asAtStart = driver.equals(DEVICE_DAX.name()) && OWN.contains(device);
            if (!asAtStart && !driver.equals("unbound")) {
                must(KernelPath.DAX_DRIVERS.child(driver).child("unbind"), device.toString());
            }
        });
        List.of(KMEM, FSDEV_DAX).stream().filter(this::isLoaded).forEach(port::unload);
        layout();
        for (DeviceName device : OWN) {
            if (!"device_dax".equals(port.drivers().get(device))) {
                must(of(DEVICE_DAX, "new_id"), device.toString());
                must(of(DEVICE_DAX, "remove_id"), device.toString());
            }
        }
        must(KernelPath.AUTOPROBE, "1");
        must(KernelPath.MEMORY.child("auto_online_blocks"), "offline");
    }

    /** All memory that kmem has brought: an unbind with a block online would leave it there for ever. */
    private void offline() {
        must(KernelPath.MEMORY.child("auto_online_blocks"), "offline");
        for (int block = 32; block < 44; block++) {
            KernelPath state = KernelPath.MEMORY.child("memory" + block).child("state");
            if (port.read(state).equals(Reading.of("online"))) {
                must(state, "offline");
            }
        }
    }

    /** The devices' sizes, when a scenario changed them. */
    private void layout() {
        port.drivers().keySet().stream().filter(device -> !OWN.contains(device)).forEach(device -> {
            must(new KernelPath(Scenario.HMEM + "/" + device + "/size"), "0");
            must(new KernelPath(Scenario.HMEM + "/dax_region/delete"), device.toString());
        });
        if (lies("dax0.0", 512) && lies("dax0.1", 256)) {
            return;
        }
        for (String device : List.of("dax0.0", "dax0.1")) {
            if ("device_dax".equals(port.drivers().get(DeviceName.of(device)))) {
                must(of(DEVICE_DAX, "unbind"), device);
            }
            must(new KernelPath(Scenario.HMEM + "/" + device + "/size"), "0");
        }
        must(new KernelPath(Scenario.HMEM + "/dax0.0/size"), "" + 512 * MIB);
        must(new KernelPath(Scenario.HMEM + "/dax0.1/size"), "" + 256 * MIB);
    }

    private boolean lies(String device, long mib) {
        KernelPath size = new KernelPath(Scenario.HMEM + "/" + device + "/size");
        return port.read(size).equals(Reading.of("" + mib * MIB))
                && port.list(size.parent().child("mapping1")).isAbsent();
    }

    private boolean isLoaded(Driver driver) {
        return !port.list(KernelPath.DAX_DRIVERS.child(driver.name())).isAbsent();
    }

    private static KernelPath of(Driver driver, String attribute) {
        return KernelPath.DAX_DRIVERS.child(driver.name()).child(attribute);
    }

    private void must(KernelPath path, String value) {
        port.write(path, value).ifPresent(errno -> {
            throw new IllegalStateException("the state before the scenario can't be restored: %s to %s gives %s"
                    .formatted(value, path, errno.symbol()));
        });
    }
}
