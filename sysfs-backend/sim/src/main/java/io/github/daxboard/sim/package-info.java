// SPDX-License-Identifier: Apache-2.0
/**
 * A kernel that isn't one: a model of the dax bus of Linux 6.12, held in memory, that answers as the real one does, its
 * traps included. The demo runs on it, and most tests. The conformance suite runs the same operations on it and on a real
 * kernel, and the answers are equal; where they are not, the model is wrong.
 *
 * <p>May use: model, kernel. Must not use: anything that plans, decides or shows, or it would prove itself right.
 *
 * <h2>Worlds</h2>
 *
 * A machine is described by a short text, one fact a line, read by {@link io.github.daxboard.sim.World#parse}. {@code #}
 * begins a comment. Sizes are decimal with K, M, G or T (powers of 1024), addresses begin with 0x. What is in brackets may be
 * left out.
 *
 * <pre>
 * kernel 6.12.117+deb12-amd64           what uname -r says
 * host memlab-1                         the machine's name
 * block 2G                              the size of a memory block
 * auto-online offline                   what becomes of new blocks: offline, online, online_kernel, online_movable
 * [autoprobe off]                       drivers_autoprobe is 0 at the start
 * module fsdev_dax loadable             loaded, loadable, builtin or missing; device_dax, kmem, fsdev_dax or another name
 * hotplug-state on                      devices have the state of newer kernels
 * memmap-on-memory on                   the kernel was started with memory_hotplug.memmap_on_memory
 * before-5.10 on                        no mappingN folders and no align; nothing is made, resized or deleted
 * ram 0x0 64G node 0                    ordinary memory with processors
 * node 0 [used 20G] [cached 8G]         how much of a node's memory is in use, or only caches files
 * distance 0 1 21                       what the firmware tells of two nodes; 20 where it tells nothing
 * region 0 hmem 0x8000000000 256G       id, kind (hmem, cxl, pmem, e820), first address, size
 *     [node 2] [cpus 0]                 the node that its memory joins, and the node of the nearest processors
 *     [idle]                            hmem only: made with region_idle=1, so that device_dax matches by type, not kmem
 *     [metadata 2G]                     pmem and e820 only: what lies between the first address and the device
 * device dax0.0 128G devdax             name, size, use: devdax, fsdev, system-ram, unbound, pinned, or driver NAME
 *     [online 16 [movable|kernel]]      system-ram and pinned only: how many blocks are online, and in which zone
 *     [align 1G]                        else 2M
 * holder dax0.0 maps 4211 qemu uid 0    a process that maps it, or opens it;
 *     [unit NAME] [guest NAME]          or serves a file system on it; its systemd unit, the virtual machine that it is,
 *     [as /srv/node]                    and the node that it has it by, if that isn't /dev/dax0.0
 * holder dax1.1 mount /mnt/famfs        a mount; in another mount namespace, of which process
 *     [of PROCESS]
 * holder dax1.1 claim                   a file system in the kernel that has no mount to be seen
 * holders denied                        nobody may see who uses the devices: denied, contained or hung
 * superblock dax2.0 ext4 label data     what a device holds; [label TEXT] [uuid TEXT]
 * look dax2.0 EIO                       a device that can't be looked into: EAGAIN, EBUSY, EIO, ENODEV or ENOENT
 * id device_dax dax0.9                  an id that somebody left in a driver's list
 * claim 0x8000000000 2M firmware        memory that something else has reserved in /proc/iomem
 * rule /etc/udev/rules.d/80.rules 3 TEXT   a udev rule that brings memory online: file, line, text
 * agent online_movable [again]          another program brings each new memory block online, and again what is taken offline
 * trouble 36 busy                       a memory block that does not go offline: busy, busy-once, stuck
 * </pre>
 *
 * A region's words and a device's words stand on one line. Devices lie in their region one after the other, in the order of
 * the lines. A pmem or e820 region is static and has one device of its whole size. A dynamic region has a daxX.0, perhaps of
 * size 0, which is what an idle region without a device line gets. Modules that are not named: device_dax is loaded, kmem
 * loadable, fsdev_dax missing.
 */
@NullMarked
package io.github.daxboard.sim;

import org.jspecify.annotations.NullMarked;
