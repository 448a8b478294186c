// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.conformance;

import static io.github.daxboard.conformance.Scenario.HMEM;
import static io.github.daxboard.conformance.Scenario.PMEM;
import static io.github.daxboard.model.Driver.DEVICE_DAX;
import static io.github.daxboard.model.Driver.FSDEV_DAX;
import static io.github.daxboard.model.Driver.KMEM;

import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Holder;
import java.util.List;
import java.util.stream.Stream;

/** What is asked of both kernels. */
final class Scenarios {
    private static final String NODES = "/sys/devices/system/node";
    private static final String TIERS = "/sys/devices/virtual/memory_tiering";

    private Scenarios() {}

    static List<Scenario> all() {
        return Stream.of(tree(), ids(), binding(), modules(), switching(), memory(), layout())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Scenario> tree() {
        Scenario.Builder links = Scenario.of("links and folders of the bus")
                .list("/sys/bus/dax")
                .list("/sys/bus/dax/devices")
                .list("/sys/bus/dax/drivers")
                .list("/sys/bus/dax/drivers/device_dax")
                .link("/sys/bus/dax/devices/dax0.0")
                .link("/sys/bus/dax/devices/dax1.0")
                .link("/sys/bus/dax/drivers/device_dax/dax0.1")
                .link("/sys/bus/dax/drivers/device_dax/module")
                .link(HMEM + "/dax0.0/driver")
                .link(HMEM + "/dax0.0/subsystem")
                .link(PMEM + "/dax1.0/driver")
                .link(PMEM + "/dax1.0/subsystem")
                .list(HMEM + "/dax0.0")
                .list(HMEM + "/dax0.0/mapping0")
                .list(HMEM + "/dax_region")
                .list(PMEM + "/dax1.0")
                .list(PMEM + "/dax_region")
                .link(HMEM + "/dax0.0")
                .link("/sys/bus/dax/devices/dax9.9")
                .list("/sys/bus/dax/drivers/kmem");
        Scenario.Builder attributes =
                Scenario.of("attributes in their raw forms").read("/sys/bus/dax/drivers_autoprobe");
        for (String device : List.of(HMEM + "/dax0.0", HMEM + "/dax0.1", PMEM + "/dax1.0")) {
            Stream.of(
                            "size",
                            "align",
                            "resource",
                            "target_node",
                            "numa_node",
                            "memmap_on_memory",
                            "modalias",
                            "mapping",
                            "mapping0/start",
                            "mapping0/end",
                            "mapping0/page_offset",
                            "mapping0/uevent",
                            "mapping1/start")
                    .forEach(name -> attributes.read(device + "/" + name));
        }
        for (String region : List.of(HMEM, PMEM)) {
            Stream.of("id", "size", "align", "available_size", "seed", "delete")
                    .forEach(name -> attributes.read(region + "/dax_region/" + name));
        }
        attributes
                .read("/sys/devices/system/memory/block_size_bytes")
                .read("/sys/devices/system/memory/auto_online_blocks");
        return List.of(
                links.end(),
                attributes.end(),
                Scenario.of("write-only files cannot be read")
                        .read("/sys/bus/dax/drivers/device_dax/bind")
                        .read("/sys/bus/dax/drivers/device_dax/unbind")
                        .read("/sys/bus/dax/drivers/device_dax/new_id")
                        .read("/sys/bus/dax/drivers/device_dax/remove_id")
                        .read("/sys/bus/dax/drivers_probe")
                        .read("/sys/bus/dax/drivers")
                        .read("/sys/bus/dax/devices/dax0.0")
                        .read("/sys/bus/dax/devices/dax0.0/size")
                        .end(),
                Scenario.of("read-only files cannot be written")
                        .write(HMEM + "/dax0.0/numa_node", "1")
                        .write(HMEM + "/dax0.0/resource", "0")
                        .write(HMEM + "/dax_region/size", "0")
                        .write(PMEM + "/dax1.0/size", "0")
                        .write(PMEM + "/dax1.0/align", "4096")
                        .write(PMEM + "/dax1.0/mapping", "0-1")
                        .write("/sys/bus/dax/drivers/fsdev_dax/bind", "dax0.0")
                        .write("/sys/bus/dax/drivers", "x")
                        .end());
    }

    private static List<Scenario> ids() {
        Scenario.Builder forms = Scenario.of("a name has one form");
        for (String name : List.of(
                "dax00.0",
                "dax0.00",
                "dax0",
                "dax0.0 ",
                " dax0.0",
                "dax 0.0",
                "dax0.0.0",
                "pmem0",
                "foo",
                "\n",
                "dax0.-1",
                "dax-0.0",
                "dax4294967296.0",
                "dax0.2147483648",
                "DAX0.0",
                "")) {
            forms.newId(DEVICE_DAX, name)
                    .removeId(DEVICE_DAX, name)
                    .bind(DEVICE_DAX, name)
                    .unbind(DEVICE_DAX, name);
        }
        return List.of(
                forms.end(),
                Scenario.of("new_id takes a name that no device has")
                        .newId(DEVICE_DAX, "dax0.99")
                        .newId(DEVICE_DAX, "dax0.99")
                        .removeId(DEVICE_DAX, "dax0.99")
                        .removeId(DEVICE_DAX, "dax0.99")
                        .end(),
                Scenario.of("a final newline or NUL is no part of a name")
                        .unbind(DEVICE_DAX, "dax0.0\n")
                        .newId(DEVICE_DAX, "dax0.0\n")
                        .removeId(DEVICE_DAX, "dax0.0")
                        .unbind(DEVICE_DAX, "dax0.0\0")
                        .newId(DEVICE_DAX, "dax0.0\0")
                        .removeId(DEVICE_DAX, "dax0.0\0")
                        .bind(DEVICE_DAX, "dax0.0\n")
                        .end(),
                Scenario.of("an id stays until it is removed")
                        .newId(DEVICE_DAX, "dax0.0")
                        .unbind(DEVICE_DAX, "dax0.0")
                        .bind(DEVICE_DAX, "dax0.0")
                        .unbind(DEVICE_DAX, "dax0.0")
                        .removeId(DEVICE_DAX, "dax0.0")
                        .bind(DEVICE_DAX, "dax0.0")
                        .end(),
                Scenario.of("removing an id leaves the device bound")
                        .newId(DEVICE_DAX, "dax0.0")
                        .removeId(DEVICE_DAX, "dax0.0")
                        .end(),
                Scenario.of("new_id sweeps idle neighbours of the right type")
                        .unbind(DEVICE_DAX, "dax0.0")
                        .unbind(DEVICE_DAX, "dax0.1")
                        .unbind(DEVICE_DAX, "dax1.0")
                        .newId(DEVICE_DAX, "dax0.0")
                        .end(),
                Scenario.of("autoprobe off does not stop the sweep")
                        .unbind(DEVICE_DAX, "dax1.0")
                        .autoprobe(false)
                        .newId(DEVICE_DAX, "dax0.99")
                        .end(),
                Scenario.of("a stale id brings a device back with the next sweep")
                        .newId(DEVICE_DAX, "dax0.0")
                        .unbind(DEVICE_DAX, "dax0.0")
                        .newId(DEVICE_DAX, "dax0.1")
                        .end(),
                Scenario.of("a stale id outlives its device")
                        .newId(DEVICE_DAX, "dax0.2")
                        .write(HMEM + "/dax_region/create", "1")
                        .write(HMEM + "/dax0.2/size", "2097152")
                        .newId(DEVICE_DAX, "dax0.99")
                        .end());
    }

    private static List<Scenario> binding() {
        return List.of(
                Scenario.of("bind without a match is ENODEV, also for a bound device")
                        .bind(DEVICE_DAX, "dax0.0")
                        .unbind(DEVICE_DAX, "dax0.0")
                        .bind(DEVICE_DAX, "dax0.0")
                        .end(),
                Scenario.of("bind of a bound device that matches is EBUSY")
                        .bind(DEVICE_DAX, "dax1.0")
                        .newId(DEVICE_DAX, "dax0.0")
                        .bind(DEVICE_DAX, "dax0.0")
                        .end(),
                Scenario.of("bind of a device that is not there is ENODEV")
                        .bind(DEVICE_DAX, "dax7.7")
                        .unbind(DEVICE_DAX, "dax7.7")
                        .end(),
                Scenario.of("unbinding twice is ENODEV")
                        .unbind(DEVICE_DAX, "dax0.0")
                        .read(HMEM + "/dax0.0/uevent")
                        .link(HMEM + "/dax0.0/driver")
                        .unbind(DEVICE_DAX, "dax0.0")
                        .end(),
                Scenario.of("a static device binds plainly")
                        .unbind(DEVICE_DAX, "dax1.0")
                        .bind(DEVICE_DAX, "dax1.0")
                        .end(),
                Scenario.of("drivers_probe offers a device to all drivers")
                        .unbind(DEVICE_DAX, "dax1.0")
                        .unbind(DEVICE_DAX, "dax0.0")
                        .write("/sys/bus/dax/drivers_probe", "dax1.0")
                        .write("/sys/bus/dax/drivers_probe", "dax0.0")
                        .write("/sys/bus/dax/drivers_probe", "dax1.0")
                        .write("/sys/bus/dax/drivers_probe", "dax7.7")
                        .end(),
                Scenario.of("drivers_autoprobe is off at 0 and on at all else")
                        .write("/sys/bus/dax/drivers_autoprobe", "0")
                        .read("/sys/bus/dax/drivers_autoprobe")
                        .write("/sys/bus/dax/drivers_autoprobe", "maybe")
                        .read("/sys/bus/dax/drivers_autoprobe")
                        .write("/sys/bus/dax/drivers_autoprobe", "00\n")
                        .read("/sys/bus/dax/drivers_autoprobe")
                        .end(),
                Scenario.of("an empty device cannot be bound")
                        .write(HMEM + "/dax_region/create", "1")
                        .newId(DEVICE_DAX, "dax0.2")
                        .bind(DEVICE_DAX, "dax0.2")
                        .load(KMEM)
                        .bind(KMEM, "dax0.2")
                        .end());
    }

    private static List<Scenario> modules() {
        return List.of(
                Scenario.of("a module that is not installed")
                        .load(new Driver("no_such_dax"))
                        .state(new Driver("no_such_dax"))
                        .end(),
                Scenario.of("drivers appear on the bus when they are loaded")
                        .state(DEVICE_DAX)
                        .state(KMEM)
                        .state(FSDEV_DAX)
                        .load(FSDEV_DAX)
                        .load(FSDEV_DAX)
                        .state(FSDEV_DAX)
                        .list("/sys/bus/dax/drivers")
                        .list("/sys/bus/dax/drivers/fsdev_dax")
                        .link("/sys/bus/dax/drivers/fsdev_dax/module")
                        .end(),
                Scenario.of("loading kmem takes the idle devices of its type")
                        .unbind(DEVICE_DAX, "dax0.1")
                        .unbind(DEVICE_DAX, "dax1.0")
                        .load(KMEM)
                        .end(),
                Scenario.of("autoprobe off keeps a loaded driver from taking devices")
                        .unbind(DEVICE_DAX, "dax0.1")
                        .autoprobe(false)
                        .load(KMEM)
                        .load(FSDEV_DAX)
                        .autoprobe(true)
                        .bind(KMEM, "dax0.1")
                        .end(),
                Scenario.of("fsdev_dax takes nothing by itself")
                        .unbind(DEVICE_DAX, "dax0.0")
                        .unbind(DEVICE_DAX, "dax1.0")
                        .load(FSDEV_DAX)
                        .bind(FSDEV_DAX, "dax0.0")
                        .bind(FSDEV_DAX, "dax1.0")
                        .write("/sys/bus/dax/drivers_probe", "dax0.0")
                        .newId(FSDEV_DAX, "dax0.99")
                        .end(),
                Scenario.of("unloading a driver unbinds its devices")
                        .load(FSDEV_DAX)
                        .unbind(DEVICE_DAX, "dax0.1")
                        .newId(FSDEV_DAX, "dax0.1")
                        .unload(FSDEV_DAX)
                        .load(FSDEV_DAX)
                        .end());
    }

    private static List<Scenario> switching() {
        Scenario.Builder there = Scenario.of("registered while bound, then freed and bound, to fsdev and back")
                .load(FSDEV_DAX)
                .newId(FSDEV_DAX, "dax0.0")
                .unbind(DEVICE_DAX, "dax0.0")
                .bind(FSDEV_DAX, "dax0.0")
                .removeId(FSDEV_DAX, "dax0.0")
                .link(HMEM + "/dax0.0/driver")
                .list(HMEM + "/dax0.0")
                .list(HMEM + "/dax0.0/fsdev")
                .read(HMEM + "/dax0.0/fsdev/holder")
                .read(HMEM + "/dax0.0/fsdev/folio_order")
                .bind(FSDEV_DAX, "dax0.0")
                .newId(DEVICE_DAX, "dax0.0")
                .unbind(FSDEV_DAX, "dax0.0")
                .list(HMEM + "/dax0.0")
                .bind(DEVICE_DAX, "dax0.0")
                .removeId(DEVICE_DAX, "dax0.0");
        return List.of(
                there.end(),
                Scenario.of("a static device to fsdev and back")
                        .load(FSDEV_DAX)
                        .newId(FSDEV_DAX, "dax1.0")
                        .unbind(DEVICE_DAX, "dax1.0")
                        .bind(FSDEV_DAX, "dax1.0")
                        .removeId(FSDEV_DAX, "dax1.0")
                        .unbind(FSDEV_DAX, "dax1.0")
                        .bind(FSDEV_DAX, "dax1.0")
                        .bind(DEVICE_DAX, "dax1.0")
                        .end(),
                Scenario.of("fsdev refuses a device that a process still has open")
                        .load(FSDEV_DAX)
                        .newId(FSDEV_DAX, "dax0.0")
                        .hold("dax0.0", Holder.Kind.OPEN_FILE)
                        .unbind(DEVICE_DAX, "dax0.0")
                        .bind(FSDEV_DAX, "dax0.0")
                        .newId(FSDEV_DAX, "dax0.0")
                        .release("dax0.0")
                        .bind(FSDEV_DAX, "dax0.0")
                        .end(),
                Scenario.of("fsdev refuses a device that a process still maps")
                        .load(FSDEV_DAX)
                        .newId(FSDEV_DAX, "dax0.1")
                        .hold("dax0.1", Holder.Kind.MAPPING)
                        .unbind(DEVICE_DAX, "dax0.1")
                        .bind(FSDEV_DAX, "dax0.1")
                        .release("dax0.1")
                        .bind(FSDEV_DAX, "dax0.1")
                        .end(),
                Scenario.of("two drivers with the same id")
                        .load(FSDEV_DAX)
                        .newId(FSDEV_DAX, "dax0.0")
                        .newId(DEVICE_DAX, "dax0.0")
                        .bind(FSDEV_DAX, "dax0.0")
                        .unbind(FSDEV_DAX, "dax0.0")
                        .unbind(DEVICE_DAX, "dax0.0")
                        .newId(FSDEV_DAX, "dax0.99")
                        .end());
    }

    private static List<Scenario> memory() {
        String block = "/sys/devices/system/memory/memory36";
        String other = "/sys/devices/system/memory/memory37";
        return List.of(
                Scenario.of("kmem turns a device into memory blocks, and gives them back")
                        .autoprobe(false)
                        .load(KMEM)
                        .unbind(DEVICE_DAX, "dax0.1")
                        .bind(KMEM, "dax0.1")
                        .list(block)
                        .read(block + "/state")
                        .read(block + "/phys_index")
                        .read(block + "/valid_zones")
                        .read(block + "/removable")
                        .link(block + "/node1")
                        .link(block + "/subsystem")
                        .link("/sys/devices/system/node/node1/memory36")
                        .write(block + "/state", "offline")
                        .write(block + "/state", "sideways")
                        .write(block + "/online", "0")
                        .write(HMEM + "/dax0.1/memmap_on_memory", "1")
                        .bind(KMEM, "dax0.1")
                        .unbind(KMEM, "dax0.1")
                        .read(block + "/state")
                        .end(),
                Scenario.of("a block goes online and offline")
                        .autoprobe(false)
                        .load(KMEM)
                        .unbind(DEVICE_DAX, "dax0.1")
                        .bind(KMEM, "dax0.1")
                        .write(block + "/state", "online_movable")
                        .read(block + "/state")
                        .read(block + "/valid_zones")
                        .write(block + "/state", "online_movable")
                        .write(block + "/state", "offline")
                        .read(block + "/state")
                        .end(),
                Scenario.of(
                                "a node comes with its first block and goes with its last, and its memory with what is online")
                        .autoprobe(false)
                        .load(KMEM)
                        .unbind(DEVICE_DAX, "dax0.1")
                        .read(NODES + "/online")
                        .read(NODES + "/node0/distance")
                        .list(NODES + "/node1")
                        .bind(KMEM, "dax0.1")
                        .read(NODES + "/online")
                        .read(NODES + "/has_memory")
                        .read(NODES + "/node0/distance")
                        .read(NODES + "/node1/distance")
                        .read(NODES + "/node1/cpulist")
                        .read(TIERS + "/memory_tier4/nodelist")
                        .read(TIERS + "/memory_tier22/nodelist")
                        .write(block + "/state", "online_movable")
                        .read(TIERS + "/memory_tier22/nodelist")
                        .read(NODES + "/has_memory")
                        .read(NODES + "/node1/access0/initiators/read_latency")
                        .write(block + "/state", "offline")
                        .read(TIERS + "/memory_tier22/nodelist")
                        .unbind(KMEM, "dax0.1")
                        .read(NODES + "/online")
                        .read(NODES + "/node0/distance")
                        .end(),
                Scenario.of("each block has its zone, and an online block gives it up only offline")
                        .autoprobe(false)
                        .load(KMEM)
                        .unbind(DEVICE_DAX, "dax0.1")
                        .bind(KMEM, "dax0.1")
                        .write(block + "/state", "online_kernel")
                        .read(block + "/valid_zones")
                        .write(block + "/state", "online_movable")
                        .write(block + "/state", "online")
                        .write(other + "/state", "online")
                        .read(other + "/valid_zones")
                        .write(other + "/online", "1")
                        .write(other + "/online", "0")
                        .read(other + "/state")
                        .write(other + "/online", "1")
                        .read(other + "/state")
                        .write(other + "/state", "offline")
                        .write(block + "/state", "offline\n")
                        .read(block + "/state")
                        .end(),
                Scenario.of("kmem takes whole blocks only, and leaves the rest")
                        .autoprobe(false)
                        .load(KMEM)
                        .unbind(DEVICE_DAX, "dax0.1")
                        .write(HMEM + "/dax0.1/size", "201326592")
                        .bind(KMEM, "dax0.1")
                        .read(block + "/state")
                        .read(other + "/state")
                        .end(),
                Scenario.of("a device of several ranges gives the whole blocks of each")
                        .autoprobe(false)
                        .load(KMEM)
                        .unbind(DEVICE_DAX, "dax0.0")
                        .unbind(DEVICE_DAX, "dax0.1")
                        .write(HMEM + "/dax0.0/size", "268435456")
                        .write(HMEM + "/dax0.1/size", "671088640")
                        .bind(KMEM, "dax0.1")
                        .read("/sys/devices/system/memory/memory33/state")
                        .read("/sys/devices/system/memory/memory34/state")
                        .read("/sys/devices/system/memory/memory35/state")
                        .read(block + "/state")
                        .read("/sys/devices/system/memory/memory38/state")
                        .read("/sys/devices/system/memory/memory39/state")
                        .end(),
                Scenario.of("a policy for new blocks is heeded when kmem brings some")
                        .autoprobe(false)
                        .load(KMEM)
                        .unbind(DEVICE_DAX, "dax0.1")
                        .write("/sys/devices/system/memory/auto_online_blocks", "online_movable")
                        .bind(KMEM, "dax0.1")
                        .read(block + "/state")
                        .read(block + "/valid_zones")
                        .read(other + "/state")
                        .write("/sys/devices/system/memory/auto_online_blocks", "offline")
                        .write(other + "/state", "offline")
                        .write(block + "/state", "offline")
                        .end(),
                Scenario.of("kmem takes a pmem device by its id, and gives it back")
                        .autoprobe(false)
                        .load(KMEM)
                        .unbind(DEVICE_DAX, "dax1.0")
                        .bind(KMEM, "dax1.0")
                        .newId(KMEM, "dax1.0")
                        .removeId(KMEM, "dax1.0")
                        .read("/sys/devices/system/memory/memory40/state")
                        .read("/sys/devices/system/memory/memory41/state")
                        .read("/sys/devices/system/memory/memory43/state")
                        .read(NODES + "/online")
                        .read(NODES + "/node2/distance")
                        .unbind(KMEM, "dax1.0")
                        .bind(DEVICE_DAX, "dax1.0")
                        .end(),
                Scenario.of("nothing of a device's layout changes while kmem has it")
                        .autoprobe(false)
                        .load(KMEM)
                        .unbind(DEVICE_DAX, "dax0.1")
                        .bind(KMEM, "dax0.1")
                        .write(HMEM + "/dax0.1/size", "0")
                        .write(HMEM + "/dax0.1/align", "4096")
                        .write(HMEM + "/dax_region/delete", "dax0.1")
                        .write(HMEM + "/dax0.1/memmap_on_memory", "0")
                        .end(),
                Scenario.of("kmem refuses less than a block")
                        .autoprobe(false)
                        .load(KMEM)
                        .unbind(DEVICE_DAX, "dax0.1")
                        .write(HMEM + "/dax0.1/size", "67108864")
                        .bind(KMEM, "dax0.1")
                        .end(),
                Scenario.of("the policy for new blocks knows its words")
                        .write("/sys/devices/system/memory/auto_online_blocks", "perhaps")
                        .write("/sys/devices/system/memory/auto_online_blocks", "online_movable\n")
                        .read("/sys/devices/system/memory/auto_online_blocks")
                        .write("/sys/devices/system/memory/auto_online_blocks", "offline")
                        .end());
    }

    private static List<Scenario> layout() {
        String region = HMEM + "/dax_region";
        return List.of(
                Scenario.of("create makes an empty seed, delete takes it back")
                        .write(region + "/create", "2")
                        .write(region + "/create", "x")
                        .write(region + "/create", "1")
                        .read(region + "/create")
                        .read(region + "/seed")
                        .read(HMEM + "/dax0.2/size")
                        .read(HMEM + "/dax0.2/resource")
                        .list(HMEM + "/dax0.2")
                        .write(region + "/delete", "dax0.0")
                        .write(region + "/delete", "dax0.9")
                        .write(region + "/delete", "dax0.2")
                        .read(region + "/create")
                        .read(region + "/seed")
                        .write(region + "/delete", "dax0.2")
                        .end(),
                Scenario.of("a seed that was bound is no seed any more")
                        .write(region + "/create", "1")
                        .write(region + "/create", "1")
                        .read(region + "/seed")
                        .read(region + "/create")
                        .write(HMEM + "/dax0.2/size", "2097152")
                        .newId(DEVICE_DAX, "dax0.2")
                        .read(region + "/seed")
                        .read(region + "/create")
                        .write(region + "/delete", "dax0.2")
                        .unbind(DEVICE_DAX, "dax0.2")
                        .write(region + "/delete", "dax0.2")
                        .end(),
                Scenario.of("the first device of a region cannot be deleted")
                        .write(region + "/delete", "dax0.0")
                        .unbind(DEVICE_DAX, "dax0.0")
                        .write(region + "/delete", "dax0.0")
                        .write(HMEM + "/dax0.0/size", "0")
                        .write(region + "/delete", "dax0.0")
                        .end(),
                Scenario.of("nothing can be created in a full region")
                        .unbind(DEVICE_DAX, "dax0.1")
                        .write(HMEM + "/dax0.1/size", "536870912")
                        .read(region + "/available_size")
                        .write(region + "/create", "1")
                        .write(HMEM + "/dax0.1/size", "538968064")
                        .end(),
                Scenario.of("sizes and their errors")
                        .write(HMEM + "/dax0.1/size", "0")
                        .unbind(DEVICE_DAX, "dax0.1")
                        .write(HMEM + "/dax0.1/size", "much")
                        .write(HMEM + "/dax0.1/size", "268435457")
                        .write(HMEM + "/dax0.1/size", "99999999999999999999999")
                        .write(HMEM + "/dax0.1/size", "4294967296")
                        .write(HMEM + "/dax0.1/size", "0x8000000")
                        .read(HMEM + "/dax0.1/mapping0/end")
                        .read(region + "/available_size")
                        .write(HMEM + "/dax0.1/size", "0")
                        .read(HMEM + "/dax0.1/mapping0/end")
                        .read(HMEM + "/dax0.1/resource")
                        .write(HMEM + "/dax0.1/size", "268435456")
                        .read(HMEM + "/dax0.1/mapping0/start")
                        .end(),
                Scenario.of("a device grows into the first hole, and shrinks from its end")
                        .unbind(DEVICE_DAX, "dax0.0")
                        .unbind(DEVICE_DAX, "dax0.1")
                        .write(HMEM + "/dax0.0/size", "268435456")
                        .write(HMEM + "/dax0.1/size", "671088640")
                        .read(HMEM + "/dax0.1/mapping0/start")
                        .read(HMEM + "/dax0.1/mapping0/end")
                        .read(HMEM + "/dax0.1/mapping1/start")
                        .read(HMEM + "/dax0.1/mapping1/end")
                        .read(HMEM + "/dax0.1/mapping1/page_offset")
                        .read(region + "/available_size")
                        .write(HMEM + "/dax0.1/size", "268435456")
                        .read(HMEM + "/dax0.1/mapping0/end")
                        .read(HMEM + "/dax0.1/mapping1/start")
                        .end(),
                Scenario.of("alignments and their errors")
                        .write(HMEM + "/dax0.1/align", "4096")
                        .unbind(DEVICE_DAX, "dax0.1")
                        .write(HMEM + "/dax0.1/align", "3")
                        .write(HMEM + "/dax0.1/align", "abc")
                        .write(HMEM + "/dax0.1/align", "1073741824")
                        .write(HMEM + "/dax0.1/align", "4096")
                        .read(HMEM + "/dax0.1/align")
                        .write(HMEM + "/dax0.1/align", "2097152")
                        .end(),
                Scenario.of("mappings and their errors")
                        .write(region + "/create", "1")
                        .write(HMEM + "/dax0.2/mapping", "0x130000000")
                        .write(HMEM + "/dax0.2/mapping", "x-y")
                        .write(HMEM + "/dax0.2/mapping", "0x100000000-0x1001fffff")
                        .write(HMEM + "/dax0.2/mapping", "0x140000000-0x1401fffff")
                        .write(HMEM + "/dax0.2/mapping", "0x130000000-0x1300fffff")
                        .read(HMEM + "/dax0.2/size")
                        .write(HMEM + "/dax0.2/mapping", "138000000-1381fffff")
                        .write(HMEM + "/dax0.2/mapping", "0x130000000-0x1301fffff\n")
                        .read(HMEM + "/dax0.2/size")
                        .read(HMEM + "/dax0.2/mapping0/start")
                        .read(HMEM + "/dax0.2/mapping1/start")
                        .read(HMEM + "/dax0.2/mapping1/page_offset")
                        .end(),
                Scenario.of("a device may get a range while it is bound, and its driver does not learn of it")
                        .write(HMEM + "/dax0.1/mapping", "0x130000000-0x1301fffff")
                        .read(HMEM + "/dax0.1/size")
                        .read(HMEM + "/dax0.1/mapping1/start")
                        .unbind(DEVICE_DAX, "dax0.1")
                        .write(HMEM + "/dax0.1/size", "268435456")
                        .read(HMEM + "/dax0.1/mapping1/start")
                        .end(),
                Scenario.of("a device is made at an address, resized, aligned, and destroyed")
                        .write(region + "/create", "1")
                        .write(HMEM + "/dax0.2/align", "4096")
                        .write(HMEM + "/dax0.2/mapping", "0x138000000-0x13fffffff")
                        .read(HMEM + "/dax0.2/size")
                        .read(HMEM + "/dax0.2/resource")
                        .read(region + "/available_size")
                        .write(HMEM + "/dax0.2/size", "67108864")
                        .read(HMEM + "/dax0.2/mapping0/end")
                        .write(HMEM + "/dax0.2/size", "134217728")
                        .read(HMEM + "/dax0.2/mapping0/start")
                        .read(HMEM + "/dax0.2/mapping0/end")
                        .read(HMEM + "/dax0.2/mapping1/start")
                        .write(HMEM + "/dax0.2/align", "1073741824")
                        .write(HMEM + "/dax0.2/size", "0")
                        .write(HMEM + "/dax0.2/align", "1073741824")
                        .write(HMEM + "/dax0.2/size", "134217728")
                        .write(region + "/delete", "dax0.2")
                        .list(HMEM + "/dax0.2")
                        .end(),
                // The kernel warns in its log of the misaligned start, and lives on.
                Scenario.of("a failed bind to device_dax spoils a device, and fsdev cures it")
                        .write(region + "/create", "1")
                        .write(HMEM + "/dax0.2/mapping", "0x130100000-0x1302fffff")
                        .read(HMEM + "/dax0.2/size")
                        .newId(DEVICE_DAX, "dax0.2")
                        .bind(DEVICE_DAX, "dax0.2")
                        .write(HMEM + "/dax0.2/size", "0")
                        .write(HMEM + "/dax0.2/mapping", "0x130000000-0x1301fffff")
                        .bind(DEVICE_DAX, "dax0.2")
                        .load(FSDEV_DAX)
                        .newId(FSDEV_DAX, "dax0.2")
                        .unbind(FSDEV_DAX, "dax0.2")
                        .bind(DEVICE_DAX, "dax0.2")
                        .end(),
                Scenario.of("fsdev refuses a misaligned device, and is not spoiled by it")
                        .write(region + "/create", "1")
                        .write(HMEM + "/dax0.2/mapping", "0x130100000-0x1302fffff")
                        .load(FSDEV_DAX)
                        .newId(FSDEV_DAX, "dax0.2")
                        .bind(FSDEV_DAX, "dax0.2")
                        .write(HMEM + "/dax0.2/size", "0")
                        .write(HMEM + "/dax0.2/size", "2097152")
                        .bind(FSDEV_DAX, "dax0.2")
                        .end());
    }
}
