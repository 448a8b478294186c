// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the filter says to a call: reckoned here for both processors, and asked of the kernel. */
@Timeout(60)
final class CallFilterTest {
    private static final String ALLOW = "7fff0000";
    private static final String EPERM = "50001";
    private static final String ENOSYS = "50026";
    private static final int NO_SUCH_CALL = -1;

    /** Runs a program of instructions on the fields of a struct seccomp_data, as kernel/seccomp.c does. */
    private static String verdict(byte[] program, int architecture, int number, long first, long second) {
        ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        data.putInt(number).putInt(architecture).putLong(0).putLong(first).putLong(second);
        ByteBuffer code = ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN);
        int loaded = 0;
        for (int at = 0; ; at++) {
            int value = code.getInt(at * 8 + 4);
            int ifTrue = code.get(at * 8 + 2) & 0xff;
            int ifFalse = code.get(at * 8 + 3) & 0xff;
            switch (code.getShort(at * 8)) {
                case 0x20 -> loaded = data.getInt(value);
                case 0x05 -> at += value;
                case 0x15 -> at += loaded == value ? ifTrue : ifFalse;
                case 0x35 -> at += Integer.compareUnsigned(loaded, value) >= 0 ? ifTrue : ifFalse;
                case 0x45 -> at += (loaded & value) != 0 ? ifTrue : ifFalse;
                case 0x06 -> {
                    return Integer.toHexString(value);
                }
                default -> throw new AssertionError("an instruction that the filter has not: " + at);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "read, 0, 63, 0, 0, allow, allow",
        "openat2, 437, 437, 0, 0, allow, allow",
        "ptrace, 101, 117, 0, 0, deny, deny",
        "process_vm_readv, 310, 270, 0, 0, deny, deny",
        "process_vm_writev, 311, 271, 0, 0, deny, deny",
        "pidfd_getfd, 438, 438, 0, 0, deny, deny",
        "process_madvise, 440, 440, 0, 0, deny, deny",
        "migrate_pages, 256, 238, 0, 0, deny, deny",
        "move_pages, 279, 239, 0, 0, deny, deny",
        "bpf, 321, 280, 0, 0, deny, deny",
        "perf_event_open, 298, 241, 0, 0, deny, deny",
        "userfaultfd, 323, 282, 0, 0, deny, deny",
        "io_uring_setup, 425, 425, 0, 0, deny, deny",
        "io_uring_enter, 426, 426, 0, 0, deny, deny",
        "io_uring_register, 427, 427, 0, 0, deny, deny",
        "kexec_load, 246, 104, 0, 0, deny, deny",
        "kexec_file_load, 320, 294, 0, 0, deny, deny",
        "delete_module, 176, 106, 0, 0, deny, deny",
        "iopl, 172, -1, 0, 0, deny, deny",
        "ioperm, 173, -1, 0, 0, deny, deny",
        "modify_ldt, 154, -1, 0, 0, deny, deny",
        "uselib, 134, -1, 0, 0, deny, deny",
        "add_key, 248, 217, 0, 0, deny, deny",
        "request_key, 249, 218, 0, 0, deny, deny",
        "keyctl, 250, 219, 0, 0, deny, deny",
        "unshare, 272, 97, 0, 0, deny, deny",
        "setns, 308, 268, 0, 0, deny, deny",
        "mount, 165, 40, 0, 0, deny, deny",
        "umount2, 166, 39, 0, 0, deny, deny",
        "pivot_root, 155, 41, 0, 0, deny, deny",
        "chroot, 161, 51, 0, 0, deny, deny",
        "open_tree, 428, 428, 0, 0, deny, deny",
        "move_mount, 429, 429, 0, 0, deny, deny",
        "fsopen, 430, 430, 0, 0, deny, deny",
        "fsconfig, 431, 431, 0, 0, deny, deny",
        "fsmount, 432, 432, 0, 0, deny, deny",
        "fspick, 433, 433, 0, 0, deny, deny",
        "mount_setattr, 442, 442, 0, 0, deny, deny",
        "open_tree_attr, 467, 467, 0, 0, deny, deny",
        "swapon, 167, 224, 0, 0, deny, deny",
        "swapoff, 168, 225, 0, 0, deny, deny",
        "reboot, 169, 142, 0, 0, deny, deny",
        "acct, 163, 89, 0, 0, deny, deny",
        "quotactl, 179, 60, 0, 0, deny, deny",
        "quotactl_fd, 443, 443, 0, 0, deny, deny",
        "settimeofday, 164, 170, 0, 0, deny, deny",
        "clock_settime, 227, 112, 0, 0, deny, deny",
        "clock_adjtime, 305, 266, 0, 0, deny, deny",
        "adjtimex, 159, 171, 0, 0, deny, deny",
        "sethostname, 170, 161, 0, 0, deny, deny",
        "setdomainname, 171, 162, 0, 0, deny, deny",
        "vhangup, 153, 58, 0, 0, deny, deny",
        "syslog, 103, 116, 0, 0, deny, deny",
        "open_by_handle_at, 304, 265, 0, 0, deny, deny",
        "fanotify_init, 300, 262, 0, 0, deny, deny",
        "mknod, 133, -1, 0, 0, deny, deny",
        "mknodat, 259, 33, 0, 0, deny, deny",
        "init_module, 175, 105, 0, 0, deny, allow",
        "finit_module, 313, 273, 0, 0, deny, allow",
        "execve, 59, 221, 0, 0, deny, allow",
        "execveat, 322, 281, 0, 0, deny, allow",
        "a thread, 56, 220, 0x3d0f00, 0, allow, allow",
        "a user namespace, 56, 220, 0x10000011, 0, deny, deny",
        "a mount namespace, 56, 220, 0x20011, 0, deny, deny",
        "a cgroup namespace, 56, 220, 0x2000011, 0, deny, deny",
        "a UTS namespace, 56, 220, 0x4000011, 0, deny, deny",
        "an IPC namespace, 56, 220, 0x8000011, 0, deny, deny",
        "a pid namespace, 56, 220, 0x20000011, 0, deny, deny",
        "a network namespace, 56, 220, 0x40000011, 0, deny, deny",
        "clone3, 435, 435, 0, 0, absent, absent",
        "a Unix socket, 41, 198, 1, 1, allow, allow",
        "a netlink socket, 41, 198, 0x10, 2, allow, allow",
        "an internet socket, 41, 198, 2, 1, deny, deny",
        "a VM socket, 41, 198, 0x28, 1, deny, deny",
        "terminal's size, 16, 29, 0, 0x5413, allow, allow",
        "words typed into a terminal, 16, 29, 0, 0x5412, deny, deny",
        "the same with high bits set, 16, 29, 0, 0xffffffff00005412, deny, deny",
        "the console's selection, 16, 29, 0, 0x541c, deny, deny"
    })
    void eachCallHasTheSameAnswerOnBothProcessors(
            String what, int onX86, int onArm64, String first, String second, String view, String switching) {
        long one = Long.parseUnsignedLong(first.replace("0x", ""), 16);
        long two = Long.parseUnsignedLong(second.replace("0x", ""), 16);
        for (boolean arm64 : new boolean[] {false, true}) {
            int architecture = arm64 ? 0xc00000b7 : 0xc000003e;
            int number = arm64 ? onArm64 : onX86;
            if (number == NO_SUCH_CALL) {
                continue;
            }
            assertThat(verdict(CallFilter.program(arm64, false, false), architecture, number, one, two))
                    .as(what + " while looking")
                    .isEqualTo(expected(view));
            assertThat(verdict(CallFilter.program(arm64, true, true), architecture, number, one, two))
                    .as(what + " while switching")
                    .isEqualTo(expected(switching));
        }
    }

    @Test
    void whoRunsProgramsNeedNotLoadDrivers() {
        byte[] program = CallFilter.program(false, true, false);
        assertThat(verdict(program, 0xc000003e, 59, 0, 0)).as("execve").isEqualTo(ALLOW);
        assertThat(verdict(program, 0xc000003e, 313, 0, 0)).as("finit_module").isEqualTo(EPERM);
        byte[] other = CallFilter.program(false, false, true);
        assertThat(verdict(other, 0xc000003e, 59, 0, 0)).as("execve").isEqualTo(EPERM);
        assertThat(verdict(other, 0xc000003e, 313, 0, 0)).as("finit_module").isEqualTo(ALLOW);
    }

    private static String expected(String word) {
        return switch (word) {
            case "allow" -> ALLOW;
            case "deny" -> EPERM;
            default -> ENOSYS;
        };
    }

    @Test
    void whatTheHelperCallsIsAllowed() {
        for (boolean arm64 : new boolean[] {false, true}) {
            int architecture = arm64 ? 0xc00000b7 : 0xc000003e;
            byte[] program = CallFilter.program(arm64, false, false);
            for (int number : SystemCalls.numbers(arm64)) {
                // With the one family that it opens sockets of, netlink, for the first argument.
                assertThat(verdict(program, architecture, number, 16, 0))
                        .as("call " + number)
                        .isEqualTo(ALLOW);
            }
        }
    }

    @Test
    void callsOfAnotherProcessorsAreDenied() {
        byte[] program = CallFilter.program(false, true, true);
        assertThat(verdict(program, 0x40000003, 0, 0, 0)).as("i386").isEqualTo(EPERM);
        assertThat(verdict(program, 0xc000003e, 0x40000000, 0, 0)).as("x32").isEqualTo(EPERM);
        assertThat(verdict(CallFilter.program(true, true, true), 0x40000028, 0, 0, 0))
                .as("arm")
                .isEqualTo(EPERM);
    }

    /** A program that filters itself and then starts another one. */
    static final class Filtered {
        private Filtered() {}

        public static void main(String[] args) throws Exception {
            SystemCalls calls = new SystemCalls();
            boolean runsPrograms = args[0].equals("apply");
            int result = calls.filterCalls(CallFilter.program(calls.isArm64(), runsPrograms, true));
            if (result != 0) {
                System.exit(99);
            }
            // From another thread than the one that set it.
            Thread.ofPlatform()
                    .start(() -> {
                        try {
                            System.exit(new ProcessBuilder("/bin/sh", "-c", args[1])
                                    .inheritIO()
                                    .start()
                                    .waitFor());
                        } catch (java.io.IOException | InterruptedException e) {
                            System.err.println(e.getMessage());
                            System.exit(98);
                        }
                    })
                    .join();
        }
    }

    private record Ran(int exit, String said) {}

    private static Ran filtered(String verb, String script) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Filtered.class.getName(),
                        verb,
                        script)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), said);
    }

    @Test
    void theKernelTakesItAndChildrenHaveIt() throws Exception {
        Ran ran =
                filtered("apply", "grep -E '^(Seccomp|NoNewPrivs):' /proc/self/status; unshare -r true; chroot / true");
        assertThat(ran.said())
                .contains(
                        "NoNewPrivs:\t1",
                        "Seccomp:\t2",
                        "unshare failed: Operation not permitted",
                        "cannot change root");
    }

    @Test
    void whoOnlyLooksStartsNoProgram() throws Exception {
        Ran ran = filtered("view", "echo started");
        assertThat(ran.exit()).isEqualTo(98);
        assertThat(ran.said()).doesNotContain("started\n");
    }
}
