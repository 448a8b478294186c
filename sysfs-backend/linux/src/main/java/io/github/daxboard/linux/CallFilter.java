// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A seccomp filter (Documentation/userspace-api/seccomp_filter.rst): system calls that the helper never makes, and that would be of
 * use to somebody who has taken it over, end with EPERM. Such a list can't be whole: it is a second wall behind the
 * capabilities, and takes away most of what CAP_SYS_ADMIN and CAP_SYS_PTRACE would allow beyond reading.
 *
 * <p>What the JVM, modprobe, dd and setpriv do stays allowed. A list of what is allowed would break with the next C library.
 */
public final class CallFilter {
    /** include/uapi/linux/audit.h */
    private static final int ARCH_X86_64 = 0xc000003e;

    private static final int ARCH_AARCH64 = 0xc00000b7;
    /** Numbers from here on are those of the x32 ABI. */
    private static final int X32 = 0x40000000;

    // include/uapi/linux/bpf_common.h
    private static final int LOAD_WORD = 0x20;
    private static final int JUMP = 0x05;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int JUMP_IF_AT_LEAST = 0x35;
    private static final int JUMP_IF_ANY_BIT = 0x45;
    private static final int RETURN = 0x06;

    // struct seccomp_data: number, architecture, instruction pointer, six arguments; the low half comes first
    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int FIRST_ARGUMENT = 16;
    private static final int SECOND_ARGUMENT = 24;

    private static final int ALLOW = 0x7fff0000;
    private static final int ERROR = 0x00050000;
    private static final int EPERM = 1;
    private static final int ENOSYS = 38;

    /** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET: include/uapi/linux/sched.h */
    private static final int NEW_NAMESPACES = 0x7e020000;

    private static final int AF_UNIX = 1;
    private static final int AF_NETLINK = 16;
    private static final int TIOCSTI = 0x5412;
    private static final int TIOCLINUX = 0x541c;

    /** What the calls would allow. */
    private enum Reach {
        /** Other processes. */
        PROCESSES,
        /** The kernel itself. */
        KERNEL,
        /** Mounts, namespaces, root folders. */
        NAMESPACES,
        /** The machine's clock, name, swap, power. */
        MACHINE,
        /** Files past their folders' rights. */
        FILES,
        /** A driver, which is the kernel's own code. */
        DRIVERS,
        /** Another program. */
        PROGRAMS
    }

    /** A call by its number on x86-64 and on arm64; -1 where there is none. */
    private record Denied(Reach reach, int onX86, int onArm64) {}

    private static final List<Denied> DENIED = List.of(
            // ptrace, process_vm_readv, process_vm_writev, pidfd_getfd, process_madvise, migrate_pages, move_pages;
            // not kcmp: HolderScan asks by it whether threads have one table of files, and it tells no more
            new Denied(Reach.PROCESSES, 101, 117),
            new Denied(Reach.PROCESSES, 310, 270),
            new Denied(Reach.PROCESSES, 311, 271),
            new Denied(Reach.PROCESSES, 438, 438),
            new Denied(Reach.PROCESSES, 440, 440),
            new Denied(Reach.PROCESSES, 256, 238),
            new Denied(Reach.PROCESSES, 279, 239),
            // bpf, perf_event_open, userfaultfd, io_uring_setup, io_uring_enter, io_uring_register
            new Denied(Reach.KERNEL, 321, 280),
            new Denied(Reach.KERNEL, 298, 241),
            new Denied(Reach.KERNEL, 323, 282),
            new Denied(Reach.KERNEL, 425, 425),
            new Denied(Reach.KERNEL, 426, 426),
            new Denied(Reach.KERNEL, 427, 427),
            // kexec_load, kexec_file_load, delete_module, iopl, ioperm, modify_ldt, uselib
            new Denied(Reach.KERNEL, 246, 104),
            new Denied(Reach.KERNEL, 320, 294),
            new Denied(Reach.KERNEL, 176, 106),
            new Denied(Reach.KERNEL, 172, -1),
            new Denied(Reach.KERNEL, 173, -1),
            new Denied(Reach.KERNEL, 154, -1),
            new Denied(Reach.KERNEL, 134, -1),
            // add_key, request_key, keyctl
            new Denied(Reach.KERNEL, 248, 217),
            new Denied(Reach.KERNEL, 249, 218),
            new Denied(Reach.KERNEL, 250, 219),
            // unshare, setns, mount, umount2, pivot_root, chroot
            new Denied(Reach.NAMESPACES, 272, 97),
            new Denied(Reach.NAMESPACES, 308, 268),
            new Denied(Reach.NAMESPACES, 165, 40),
            new Denied(Reach.NAMESPACES, 166, 39),
            new Denied(Reach.NAMESPACES, 155, 41),
            new Denied(Reach.NAMESPACES, 161, 51),
            // open_tree, move_mount, fsopen, fsconfig, fsmount, fspick, mount_setattr, open_tree_attr
            new Denied(Reach.NAMESPACES, 428, 428),
            new Denied(Reach.NAMESPACES, 429, 429),
            new Denied(Reach.NAMESPACES, 430, 430),
            new Denied(Reach.NAMESPACES, 431, 431),
            new Denied(Reach.NAMESPACES, 432, 432),
            new Denied(Reach.NAMESPACES, 433, 433),
            new Denied(Reach.NAMESPACES, 442, 442),
            new Denied(Reach.NAMESPACES, 467, 467),
            // swapon, swapoff, reboot, acct, quotactl, quotactl_fd
            new Denied(Reach.MACHINE, 167, 224),
            new Denied(Reach.MACHINE, 168, 225),
            new Denied(Reach.MACHINE, 169, 142),
            new Denied(Reach.MACHINE, 163, 89),
            new Denied(Reach.MACHINE, 179, 60),
            new Denied(Reach.MACHINE, 443, 443),
            // settimeofday, clock_settime, clock_adjtime, adjtimex, sethostname, setdomainname, vhangup, syslog
            new Denied(Reach.MACHINE, 164, 170),
            new Denied(Reach.MACHINE, 227, 112),
            new Denied(Reach.MACHINE, 305, 266),
            new Denied(Reach.MACHINE, 159, 171),
            new Denied(Reach.MACHINE, 170, 161),
            new Denied(Reach.MACHINE, 171, 162),
            new Denied(Reach.MACHINE, 153, 58),
            new Denied(Reach.MACHINE, 103, 116),
            // open_by_handle_at, fanotify_init, mknod, mknodat
            new Denied(Reach.FILES, 304, 265),
            new Denied(Reach.FILES, 300, 262),
            new Denied(Reach.FILES, 133, -1),
            new Denied(Reach.FILES, 259, 33),
            // init_module, finit_module
            new Denied(Reach.DRIVERS, 175, 105),
            new Denied(Reach.DRIVERS, 313, 273),
            // execve, execveat
            new Denied(Reach.PROGRAMS, 59, 221),
            new Denied(Reach.PROGRAMS, 322, 281));

    private final boolean arm64;

    private CallFilter(boolean arm64) {
        this.arm64 = arm64;
    }

    /**
     * The program for this machine's processor, as {@link SystemCalls#filterCalls} takes it.
     *
     * @param runsPrograms whether programs may be executed
     * @param loadsDrivers whether modules may be loaded
     */
    public static byte[] program(boolean arm64, boolean runsPrograms, boolean loadsDrivers) {
        return new CallFilter(arm64).made(runsPrograms, loadsDrivers);
    }

    /** One struct sock_filter; a jump counts from the instruction behind it. */
    private record Instruction(int code, int ifTrue, int ifFalse, int value) {}

    private byte[] made(boolean runsPrograms, boolean loadsDrivers) {
        List<Integer> numbers = DENIED.stream()
                .filter(one -> one.reach() != Reach.PROGRAMS || !runsPrograms)
                .filter(one -> one.reach() != Reach.DRIVERS || !loadsDrivers)
                .map(one -> arm64 ? one.onArm64() : one.onX86())
                .filter(number -> number >= 0)
                .toList();
        List<Instruction> program = new ArrayList<>();
        program.add(new Instruction(LOAD_WORD, 0, 0, ARCHITECTURE));
        program.add(new Instruction(JUMP_IF_EQUAL, 1, 0, arm64 ? ARCH_AARCH64 : ARCH_X86_64));
        program.add(new Instruction(RETURN, 0, 0, ERROR | EPERM));
        program.add(new Instruction(LOAD_WORD, 0, 0, NUMBER));
        // How far it is to the return behind the last of them; before it stands the jump over it.
        int toReturn = numbers.size();
        if (!arm64) {
            program.add(new Instruction(JUMP_IF_AT_LEAST, toReturn + 1, 0, X32));
        }
        for (int number : numbers) {
            program.add(new Instruction(JUMP_IF_EQUAL, toReturn, 0, number));
            toReturn--;
        }
        program.add(new Instruction(JUMP, 0, 0, 1));
        program.add(new Instruction(RETURN, 0, 0, ERROR | EPERM));
        program.addAll(byArguments());
        program.add(new Instruction(RETURN, 0, 0, ALLOW));
        return bytes(program);
    }

    /** Calls that are denied for some of their arguments. The number is loaded; where one of them is done, the run ends. */
    private List<Instruction> byArguments() {
        int clone3 = 435;
        int clone = arm64 ? 220 : 56;
        int socket = arm64 ? 198 : 41;
        int ioctl = arm64 ? 29 : 16;
        return List.of(
                // Its flags are in memory, where no filter looks: the C library goes on with clone.
                new Instruction(JUMP_IF_EQUAL, 0, 1, clone3),
                new Instruction(RETURN, 0, 0, ERROR | ENOSYS),
                new Instruction(JUMP_IF_EQUAL, 0, 4, clone),
                new Instruction(LOAD_WORD, 0, 0, FIRST_ARGUMENT),
                new Instruction(JUMP_IF_ANY_BIT, 0, 1, NEW_NAMESPACES),
                new Instruction(RETURN, 0, 0, ERROR | EPERM),
                new Instruction(RETURN, 0, 0, ALLOW),
                new Instruction(JUMP_IF_EQUAL, 0, 5, socket),
                new Instruction(LOAD_WORD, 0, 0, FIRST_ARGUMENT),
                new Instruction(JUMP_IF_EQUAL, 2, 0, AF_UNIX),
                new Instruction(JUMP_IF_EQUAL, 1, 0, AF_NETLINK),
                new Instruction(RETURN, 0, 0, ERROR | EPERM),
                new Instruction(RETURN, 0, 0, ALLOW),
                // Words that would be typed into the terminal of whoever started it.
                new Instruction(JUMP_IF_EQUAL, 0, 4, ioctl),
                new Instruction(LOAD_WORD, 0, 0, SECOND_ARGUMENT),
                new Instruction(JUMP_IF_EQUAL, 1, 0, TIOCSTI),
                new Instruction(JUMP_IF_EQUAL, 0, 1, TIOCLINUX),
                new Instruction(RETURN, 0, 0, ERROR | EPERM));
    }

    private static byte[] bytes(List<Instruction> program) {
        ByteBuffer bytes = ByteBuffer.allocate(program.size() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (Instruction one : program) {
            bytes.putShort((short) one.code())
                    .put((byte) one.ifTrue())
                    .put((byte) one.ifFalse())
                    .putInt(one.value());
        }
        return bytes.array();
    }
}
