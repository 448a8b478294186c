// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.plan;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.KernelWrite.When;
import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.List;

/** One thing that a step does. Each is small, named after its effect, and says every write that it can make. */
public sealed interface Action {

    /** What it does, in words that begin with a verb. */
    Message message();

    /** {@link #message} in English. */
    default String describe() {
        return message().english();
    }

    /** Every write that it makes or may make, in order. Loading a module and looking for holders write no attribute. */
    default List<KernelWrite> writes() {
        return List.of();
    }

    /**
     * Whether it takes a device, or some of its memory, from whoever uses it. The kernel does that without asking, so users are
     * looked for before.
     */
    default boolean takesFromUsers() {
        return this instanceof Unbind
                || this instanceof SetSize
                || this instanceof SetAlign
                || this instanceof RestoreRanges
                || this instanceof DeleteDevice;
    }

    /** Looks that no process or mount uses the device: the kernel itself would pull it from under them. */
    record CheckHolders(DeviceName device) implements Action {
        @Override
        public Message message() {
            return Message.of("action.checkHolders", device);
        }
    }

    /** Says whether the bus offers devices and drivers to each other: off while a module is loaded, so that it binds nothing. */
    record SetAutoprobe(boolean on) implements Action {
        @Override
        public Message message() {
            return on ? Message.of("action.autoprobe.on") : Message.of("action.autoprobe.off");
        }

        @Override
        public List<KernelWrite> writes() {
            return List.of(new KernelWrite(KernelPath.AUTOPROBE, on ? "1" : "0", When.ALWAYS));
        }
    }

    /** Loads a driver's module. */
    record LoadModule(Driver driver) implements Action {
        @Override
        public Message message() {
            return Message.of("action.loadModule", driver);
        }
    }

    /**
     * Gives a driver the id of a device that is still bound to another one, so that nothing is probed yet and the later
     * bind answers with its true errno.
     *
     * @param idle the other unbound devices: one whose id a tool left in the driver's list is bound by this too, and given
     *     back
     */
    record Register(DeviceName device, Driver driver, List<DeviceName> idle) implements Action {
        public Register {
            idle = List.copyOf(idle);
        }

        @Override
        public Message message() {
            return Message.of("action.register", device, driver);
        }

        @Override
        public List<KernelWrite> writes() {
            List<KernelWrite> writes = new ArrayList<>();
            writes.add(write(driver, "new_id", device, When.ALWAYS));
            writes.addAll(giveBack(idle, driver));
            return writes;
        }
    }

    /** Takes a device from its driver. */
    record Unbind(DeviceName device, Driver driver) implements Action {
        @Override
        public Message message() {
            return Message.of("action.unbind", device, driver);
        }

        @Override
        public List<KernelWrite> writes() {
            return List.of(write(driver, "unbind", device, When.ALWAYS));
        }
    }

    /** Gives an unbound device to a driver that matches it, by type or by an id that it was registered with. */
    record Bind(DeviceName device, Driver driver) implements Action {
        @Override
        public Message message() {
            return Message.of("action.bind", device, driver);
        }

        @Override
        public List<KernelWrite> writes() {
            return List.of(write(driver, "bind", device, When.ALWAYS));
        }
    }

    /**
     * Gives an unbound device to a driver that may not match it. A plain bind first; on ENODEV, by id, which is then
     * forgotten again.
     *
     * @param idle the other unbound devices, which new_id offers to the driver too: those that it takes are given back
     */
    record BindOrRegister(DeviceName device, Driver driver, List<DeviceName> idle) implements Action {
        public BindOrRegister {
            idle = List.copyOf(idle);
        }

        @Override
        public Message message() {
            return Message.of("action.bind", device, driver);
        }

        @Override
        public List<KernelWrite> writes() {
            List<KernelWrite> writes = new ArrayList<>();
            writes.add(write(driver, "bind", device, When.ALWAYS));
            writes.add(write(driver, "new_id", device, When.ON_ENODEV));
            writes.add(write(driver, "remove_id", device, When.AFTER_NEW_ID));
            writes.addAll(giveBack(idle, driver));
            return writes;
        }
    }

    /** Takes a device's id out of a driver's list, where a stale one would bind it again some day. */
    record Forget(DeviceName device, Driver driver) implements Action {
        @Override
        public Message message() {
            return Message.of("action.forget", device, driver);
        }

        @Override
        public List<KernelWrite> writes() {
            return List.of(write(driver, "remove_id", device, When.ALWAYS));
        }
    }

    /** Says what becomes of new memory blocks: kept offline while kmem is bound, so that each goes to the zone asked for. */
    record SetAutoOnline(String policy) implements Action {
        @Override
        public Message message() {
            return policy.equals("offline")
                    ? Message.of("action.autoOnline.offline")
                    : Message.of("action.autoOnline.back", policy);
        }

        @Override
        public List<KernelWrite> writes() {
            return List.of(new KernelWrite(KernelPath.AUTO_ONLINE, policy, When.ALWAYS));
        }
    }

    /** Brings each memory block of a device that is not online online, lowest first. */
    record OnlineBlocks(DeviceName device, Zone zone) implements Action {
        @Override
        public Message message() {
            return Message.of("action.onlineBlocks", device, zone.message());
        }

        @Override
        public List<KernelWrite> writes() {
            return List.of(new KernelWrite(BLOCK_STATE, zone.kernelWord(), When.EACH_BLOCK));
        }
    }

    /**
     * Takes each memory block of a device that is not offline offline, highest first. The kernel moves the pages that are
     * in use, which can take long; so it can be cancelled, and before each block the other nodes must have room.
     */
    record OfflineBlocks(DeviceName device) implements Action {
        @Override
        public Message message() {
            return Message.of("action.offlineBlocks", device);
        }

        @Override
        public List<KernelWrite> writes() {
            return List.of(new KernelWrite(BLOCK_STATE, "offline", When.EACH_BLOCK));
        }
    }

    /**
     * Puts back each memory block of a device as it was found by the step that this one undoes: online in the zone that it
     * had, or offline.
     */
    record RestoreBlocks(DeviceName device) implements Action {
        @Override
        public Message message() {
            return Message.of("action.restoreBlocks", device);
        }

        @Override
        public List<KernelWrite> writes() {
            return List.of(
                    new KernelWrite(BLOCK_STATE, Zone.MOVABLE.kernelWord(), When.EACH_BLOCK),
                    new KernelWrite(BLOCK_STATE, Zone.KERNEL.kernelWord(), When.EACH_BLOCK),
                    new KernelWrite(BLOCK_STATE, "offline", When.EACH_BLOCK));
        }
    }

    /**
     * Writes a device's {@code state} attribute, on kernels that have it: all of its memory in one step or none.
     *
     * @param folder the device's folder
     * @param word {@code unplugged}, {@code online}, {@code online_movable} or {@code online_kernel}
     */
    record SetHotplugState(DeviceName device, KernelPath folder, String word) implements Action {
        @Override
        public Message message() {
            return Message.of("action.hotplugState", device, word);
        }

        @Override
        public List<KernelWrite> writes() {
            return List.of(new KernelWrite(folder.child("state"), word, When.ALWAYS));
        }
    }

    /**
     * Gives an unbound device another size; 0 gives its memory back to its region.
     *
     * @param folder the device's folder
     */
    record SetSize(DeviceName device, KernelPath folder, long bytes) implements Action {
        @Override
        public Message message() {
            return Message.of("action.setSize", device, Sizes.words(bytes));
        }

        @Override
        public List<KernelWrite> writes() {
            return List.of(new KernelWrite(folder.child("size"), Long.toString(bytes), When.ALWAYS));
        }
    }

    /**
     * Gives an unbound device back exactly the ranges that it had when the plan came to the step that this one undoes: what
     * it has whole of them, from the first on, is kept by a write of that many bytes to {@code size}; each one after that is
     * written to {@code mapping}, in order of page offset. A write of the old size alone would not do: the kernel would take
     * the first free hole (drivers/dax/bus.c, dev_dax_resize). Who carries the step out remembers the ranges before the
     * first write of the step that is undone, since only root can read them; where they could not be read, it is not begun.
     */
    record RestoreRanges(DeviceName device, KernelPath folder) implements Action {
        @Override
        public Message message() {
            return Message.of("action.restoreRanges", device);
        }

        @Override
        public List<KernelWrite> writes() {
            return List.of(
                    new KernelWrite(folder.child("size"), "BYTES", When.KEPT_RANGES),
                    new KernelWrite(folder.child("mapping"), "START-END", When.EACH_RANGE));
        }
    }

    /** Gives an unbound device another alignment. */
    record SetAlign(DeviceName device, KernelPath folder, long bytes) implements Action {
        @Override
        public Message message() {
            return Message.of("action.setAlign", device, Sizes.words(bytes));
        }

        @Override
        public List<KernelWrite> writes() {
            return List.of(new KernelWrite(folder.child("align"), Long.toString(bytes), When.ALWAYS));
        }
    }

    /**
     * Gives an unbound device one more range of its region's free memory.
     *
     * @param start the first byte's physical address
     * @param end the last byte's, inclusive
     */
    record AddMapping(DeviceName device, KernelPath folder, long start, long end) implements Action {
        @Override
        public Message message() {
            return Message.of("action.addMapping", device, Evidence.range(start, end));
        }

        @Override
        public List<KernelWrite> writes() {
            String range = "0x" + Long.toHexString(start) + "-0x" + Long.toHexString(end);
            return List.of(new KernelWrite(folder.child("mapping"), range, When.ALWAYS));
        }
    }

    /**
     * Makes a device of size 0. Should the kernel give it another name than the one that was expected, because somebody else
     * made one at the same moment, then who carries the step out deletes the one that this step made, and the step has
     * failed without a trace.
     *
     * @param folder the region's folder
     * @param expected the name that the kernel will give it: the lowest number that is free
     */
    record CreateDevice(int region, KernelPath folder, DeviceName expected) implements Action {
        @Override
        public Message message() {
            return Message.of("action.createDevice", expected, region);
        }

        @Override
        public List<KernelWrite> writes() {
            KernelPath attributes = folder.child("dax_region");
            return List.of(
                    new KernelWrite(attributes.child("create"), "1", When.ALWAYS),
                    new KernelWrite(attributes.child("delete"), "daxX.Y", When.IF_OTHER_NAME));
        }
    }

    /**
     * Gives up a device of size 0.
     *
     * @param folder the region's folder
     */
    record DeleteDevice(DeviceName device, KernelPath folder) implements Action {
        @Override
        public Message message() {
            return Message.of("action.deleteDevice", device);
        }

        @Override
        public List<KernelWrite> writes() {
            return List.of(new KernelWrite(folder.child("dax_region").child("delete"), device.toString(), When.ALWAYS));
        }
    }

    /** {@code state} of a memory block; N stands for its number. */
    KernelPath BLOCK_STATE = KernelPath.MEMORY.child("memoryN").child("state");

    private static List<KernelWrite> giveBack(List<DeviceName> idle, Driver driver) {
        return idle.stream()
                .map(other -> write(driver, "unbind", other, When.IF_SWEPT))
                .toList();
    }

    private static KernelWrite write(Driver driver, String attribute, DeviceName device, When when) {
        return new KernelWrite(KernelPath.DAX_DRIVERS.child(driver.name()).child(attribute), device.toString(), when);
    }
}
