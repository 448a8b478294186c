// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import io.github.daxboard.capture.CaptureFacts;
import io.github.daxboard.capture.CaptureManifest;
import io.github.daxboard.fuzz.FuzzTarget;
import io.github.daxboard.kernel.Uevent;
import java.util.List;

/** What a process may call itself, and what its /proc files may hold. */
public final class ProcessFuzz implements FuzzTarget {
    private static final int LONGEST_SHOWN = 200;

    @Override
    public void test(byte[] input) {
        String text = FuzzTarget.text(input);
        ProcessWords.unit(text);
        List<String> arguments = List.of(text.split("\0", -1));
        ProcessWords.guest(arguments);
        ProcessWords.first(arguments).ifPresent(words -> {
            FuzzTarget.check(!words.isBlank() && words.length() < LONGEST_SHOWN, "words of a wrong length");
            FuzzTarget.check(words.chars().noneMatch(c -> c < ' ' || c == 0x7f), "a control character in: " + words);
        });
        ProcessWords.paths(text).forEach(device -> FuzzTarget.check(text.contains(device.toString()), "made up"));
        ProcessWords.unescaped(text);
        Uevent.parse(input, input.length).ifPresent(Uevent::concernsSnapshots);
        CaptureManifest.parse(text);
        CaptureFacts facts = CaptureFacts.parse(text);
        String printed = facts.format();
        FuzzTarget.checkEqual(CaptureFacts.parse(printed).format(), printed, "facts that are written again change");
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                FuzzTarget.bytes("0::/machine.slice/machine-qemu\\x2d1\\x2dweb.scope/libvirt\n"),
                FuzzTarget.bytes("11:memory:/x\n1:name=systemd:/system.slice/a.service\n"),
                FuzzTarget.bytes(
                        "qemu-system-x86_64\0-name\0guest=web1,debug-threads=on\0-object\0mem-path=/dev/dax0.0\0"),
                FuzzTarget.bytes("qemu\0-name\0web1"),
                FuzzTarget.bytes("/mnt/a\\040b\\134 /dev/dax1.12 famfs"),
                FuzzTarget.bytes("bind@/devices/platform/hmem.0/dax0.0\0ACTION=bind\0SUBSYSTEM=dax\0"),
                FuzzTarget.bytes("add@/bus/dax/drivers/kmem\0SUBSYSTEM=drivers\0"),
                FuzzTarget.bytes("200 0:0 regular file | /sys/bus/dax/uevent | ERR Permission denied\n"),
                FuzzTarget.bytes("""
                        daxboard facts 1
                        driver\tkmem\tvalue\tLOADED
                        holders\tvalue\t1
                        holder\tdax0.0\tOPEN_FILE\t7\tx+y\t0\tu.service\tg\tw%20x
                        superblock\tdax0.0\tvalue\txfs\tl\t
                        superblock\tdax0.1\tdenied\t13
                        superblock\tdax0.2\tabsent
                        superblock\tdax0.3\tmalformed\t?
                        rules\tunreadable\t5
                        rule\t/etc/x\t1\ty
                        """));
    }
}
