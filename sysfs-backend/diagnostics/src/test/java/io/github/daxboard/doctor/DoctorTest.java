// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.doctor.Finding.State;
import io.github.daxboard.doctor.MachineFacts.Module;
import io.github.daxboard.doctor.MachineFacts.Presence;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.SnapshotReader;
import io.github.daxboard.text.Message;
import io.github.daxboard.text.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each finding, from a machine whose files are made up below a folder. */
class DoctorTest {
    private static final String EMPTY = """
            kernel 6.12.117+deb12-amd64
            host machine
            block 128M
            auto-online offline
            module device_dax loadable
            module kmem loadable
            module fsdev_dax missing
            ram 0x0 4G node 0
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path root;

    private final Map<String, String> environment = new HashMap<>();

    private DoctorTest file(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    private DoctorTest file(String path, byte[] content) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return this;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Snapshot picture(String world) {
        return SnapshotReader.read(SimulatedKernel.boot(World.parse(world)), new HostName("machine"), Instant.EPOCH);
    }

    private List<Finding> findings(String world) {
        file("proc/sys/kernel/osrelease", "6.12.117+deb12-amd64\n");
        return Doctor.examine(
                picture(world), Optional.of(MachineReader.read(root, environment, false)), Optional.empty());
    }

    private Finding finding(String world, String key) {
        return findings(world).stream()
                .filter(finding -> finding.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static void is(Finding finding, State state, String title, String evidence, String next) {
        assertThat(finding.state()).as(finding.asText()).isEqualTo(state);
        assertThat(finding.title()).contains(title);
        assertThat(String.join("\n", finding.evidence())).contains(evidence);
        assertThat(finding.next()).contains(next);
    }

    @Test
    void aMachineWithoutADeviceIsSaidToBeOne() {
        is(finding(EMPTY, "devices"), State.PROBLEM, "has no dax device", "/sys/bus/dax/devices", "--host demo");
    }

    @Test
    void aBusThatCannotBeListedIsNotSaidToBeEmpty() {
        SimulatedKernel kernel = SimulatedKernel.boot(World.demo());
        kernel.failRead(KernelPath.DAX_DEVICES, Errno.EIO);

        List<Finding> findings = Doctor.examine(
                SnapshotReader.read(kernel, new HostName("machine"), Instant.EPOCH),
                Optional.of(MachineReader.read(root, environment, false)),
                Optional.empty());

        is(
                findings.getFirst(),
                State.UNKNOWN,
                "The dax devices of machine could not be read",
                "/sys/bus/dax/devices: unreadable (EIO",
                "kernel's log");
        assertThat(findings)
                .extracting(Finding::key)
                .doesNotContain("devices", "soft-reserved", "cxl", "pmem", "orphan");
    }

    @Test
    void aCxlOrNdBusThatCannotBeListedIsNotSaidToBeEmpty() {
        file("sys/bus/cxl/devices", "a file, which can't be listed").file("sys/bus/nd/devices", "as this one");

        is(finding(EMPTY, "cxl"), State.UNKNOWN, "could not be read", "/sys/bus/cxl/devices: unreadable (EIO", "");
        is(finding(EMPTY, "pmem"), State.UNKNOWN, "could not be read", "/sys/bus/nd/devices: unreadable (EIO", "");
    }

    @Test
    void softReservedMemoryWithoutItsDriverNeedsTheDriver() {
        file("proc/iomem", "00000000-00000000 : System RAM\n00000000-00000000 : Soft Reserved\n");
        file("lib/modules/6.12.117+deb12-amd64/modules.dep", "kernel/drivers/dax/hmem/dax_hmem.ko.xz:\n");

        is(
                finding(EMPTY, "soft-reserved"),
                State.PROBLEM,
                "dax_hmem is not loaded",
                "Soft Reserved",
                "sudo modprobe dax_hmem");
    }

    @Test
    void aBlacklistedDriverIsNamedWithTheLine() {
        file("proc/iomem", "00000000-00000000 : Soft Reserved\n");
        file("lib/modules/6.12.117+deb12-amd64/modules.dep", "kernel/drivers/dax/hmem/dax_hmem.ko:\n");
        file("etc/modprobe.d/no.conf", "# ours\nblacklist dax-hmem\n");

        is(
                finding(EMPTY, "soft-reserved"),
                State.PROBLEM,
                "blacklisted",
                "/etc/modprobe.d/no.conf: blacklist dax-hmem",
                "modprobe");
    }

    @Test
    void softReservedMemoryThatIsSwitchedOffIsSaidSo() {
        file("proc/cmdline", "BOOT_IMAGE=/vmlinuz root=/dev/sda1 efi=nosoftreserve quiet\n");
        file("proc/iomem", "00000000-00000000 : System RAM\n");

        is(finding(EMPTY, "soft-reserved"), State.PROBLEM, "ordinary memory", "efi=nosoftreserve", "efi=nosoftreserve");
    }

    @Test
    void firmwareThatMarksNothingIsWhereToLook() {
        file("proc/iomem", "00000000-00000000 : System RAM\n");
        file("sys/firmware/efi/fw_platform_size", "64");

        is(
                finding(EMPTY, "soft-reserved"),
                State.NOTE,
                "EFI_MEMORY_SP",
                "no line Soft Reserved",
                "firmware's settings");
    }

    @Test
    void cxlMemoryWithoutARegionNeedsOne() {
        file("sys/firmware/acpi/tables/CEDT", "");
        file("sys/bus/cxl/devices/mem0", "").file("sys/bus/cxl/devices/root0", "");

        is(finding(EMPTY, "cxl"), State.PROBLEM, "no region", "mem0", "cxl create-region -t ram -m mem0");
    }

    @Test
    void cxlInTheFirmwareWithoutADriverNeedsTheDriver() {
        file("sys/firmware/acpi/tables/CEDT", "");
        file("lib/modules/6.12.117+deb12-amd64/modules.dep", "kernel/drivers/cxl/cxl_acpi.ko:\n");

        is(finding(EMPTY, "cxl"), State.PROBLEM, "cxl_acpi is not loaded", "CEDT", "sudo modprobe cxl_acpi");
    }

    @Test
    void persistentMemoryInAnotherModeIsToldHowToBecomeADevice() {
        file("proc/iomem", "00000000-00000000 : Persistent Memory\n");
        file("sys/bus/nd/devices/namespace0.0", "").file("sys/bus/nd/devices/region0", "");

        is(
                finding(EMPTY, "pmem"),
                State.PROBLEM,
                "no dax device was created from it",
                "namespace0.0",
                "ndctl create-namespace -f -e namespace0.0 -m devdax");
    }

    @Test
    void fsdevThatIsNotInstalledIsToldFromOneThatWasNotBuilt() {
        is(
                finding(EMPTY, "driver-fsdev_dax"),
                State.PROBLEM,
                "is not installed",
                "no module fsdev_dax",
                "daxboard-fsdev-dkms");

        file("usr/src/daxboard-fsdev-0.1.0/dkms.conf", "").file("usr/sbin/dkms", "");
        is(
                finding(EMPTY, "driver-fsdev_dax"),
                State.PROBLEM,
                "headers are missing",
                "/build: absent",
                "linux-headers-6.12.117+deb12-amd64");

        file("lib/modules/6.12.117+deb12-amd64/build/Makefile", "");
        file("var/lib/dkms/daxboard-fsdev/0.1.0/build/make.log", "error");
        is(
                finding(EMPTY, "driver-fsdev_dax"),
                State.PROBLEM,
                "was not built for this kernel: a build failed",
                "make.log",
                "sudo dkms autoinstall -k 6.12.117+deb12-amd64");
    }

    @Test
    void fsdevOnAKernelThatShouldHaveItIsAMatterOfItsConfiguration() {
        String newer = EMPTY.replace("6.12.117+deb12-amd64", "7.2.0");

        is(finding(newer, "driver-fsdev_dax"), State.PROBLEM, "does not have it", "7.2.0", "CONFIG_DEV_DAX_FSDEV");
        is(finding(newer, "kernel-fsdev"), State.WARNING, "known faults", "7.2.0", "one range");
    }

    private DoctorTest builtButUntrusted(byte[] enrolled) {
        byte[] key = {1, 2, 3, 4};
        file("lib/modules/6.12.117+deb12-amd64/updates/dkms/fsdev_dax.ko.xz", "");
        file("lib/modules/6.12.117+deb12-amd64/modules.dep", "updates/dkms/fsdev_dax.ko.xz:\n");
        file("usr/src/daxboard-fsdev-0.1.0/dkms.conf", "").file("usr/sbin/dkms", "");
        file("var/lib/dkms/mok.pub", key);
        file("sys/kernel/security/lockdown", "none [integrity] confidentiality\n");
        file("sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c", new byte[] {6, 0, 0, 0, 1});
        return file("sys/firmware/efi/efivars/MokListRT-605dab50-e046-4300-abb6-3dd810dd8b23", enrolled);
    }

    @Test
    void fsdevWhoseKeyIsNotEnrolledWillBeRejected() {
        String world = EMPTY.replace("fsdev_dax missing", "fsdev_dax loadable");

        builtButUntrusted(new byte[] {9, 9, 9});
        is(
                finding(world, "driver-fsdev_dax"),
                State.PROBLEM,
                "its key is not enrolled",
                "Secure Boot is on",
                "mokutil --import /var/lib/dkms/mok.pub");

        builtButUntrusted(new byte[] {9, 1, 2, 3, 4, 9});
        is(finding(world, "driver-fsdev_dax"), State.GOOD, "A switch loads it", "updates/dkms/fsdev_dax.ko.xz", "");
    }

    @Test
    void fsdevWhoseKeyIsNotKnownToBeEnrolledMayBeRejected() throws IOException {
        String world = EMPTY.replace("fsdev_dax missing", "fsdev_dax loadable");

        builtButUntrusted(new byte[] {9, 9, 9});
        Files.delete(root.resolve("sys/firmware/efi/efivars/MokListRT-605dab50-e046-4300-abb6-3dd810dd8b23"));
        is(finding(world, "driver-fsdev_dax"), State.WARNING, "may reject it", "MokListRT: absent", "mokutil --import");

        Files.delete(root.resolve("var/lib/dkms/mok.pub"));
        is(finding(world, "driver-fsdev_dax"), State.WARNING, "no key", "/var/lib/dkms/mok.pub: absent", "autoinstall");
    }

    @Test
    void aDriverThatModprobeBlacklistsLoadsByNameAndOneWithACommandDoesNot() {
        file("etc/modprobe.d/no.conf", "blacklist kmem\ninstall device_dax /bin/false\n");

        is(finding(EMPTY, "driver-kmem"), State.WARNING, "but blacklisted", "no.conf: blacklist kmem", "Remove it");
        is(
                finding(EMPTY, "driver-device_dax"),
                State.PROBLEM,
                "A switch can't load it",
                "no.conf: install device_dax /bin/false",
                "Remove it if the driver is wanted");
    }

    @Test
    void memoryThatCouldNotBeLookedForIsNotSaidToBeMissing() {
        file("proc/iomem/is-a-folder", "").file("sys/firmware/acpi/tables", "a file, which can't be listed");

        is(finding(EMPTY, "soft-reserved"), State.UNKNOWN, "Not known", "/proc/iomem: unreadable (EIO", "");
        is(finding(EMPTY, "cxl"), State.UNKNOWN, "could not be read", "/sys/firmware/acpi/tables: unreadable (EIO", "");
        is(finding(EMPTY, "pmem"), State.UNKNOWN, "could not be read", "/proc/iomem: unreadable (EIO", "");
    }

    @Test
    void everyFindingIsSaidInGerman() {
        Texts german = Texts.of(Locale.GERMAN);

        List<Finding> findings =
                Stream.concat(findings(EMPTY).stream(), findings(LEFT).stream()).toList();

        assertThat(findings)
                .hasSizeGreaterThan(12)
                .allSatisfy(finding -> assertThat(german.say(finding.fact())).isNotEqualTo(finding.title()));
        assertThat(finding(LEFT, "pinned").asText(german))
                .startsWith("dax0.1 ist bis zum Neustart festgehalten: ")
                .contains("\n  Weiter: Starten Sie neu.");
    }

    @Test
    void eachPieceThatAChangeNeedsForItsRightsIsMissedInItsTurn() {
        is(
                finding(EMPTY, "rights"),
                State.PROBLEM,
                "the helper, which runs as root, is not installed",
                "daxboard-helper",
                "sudo daxboard");
        file("usr/bin/daxboard-helper", "");
        is(finding(EMPTY, "rights"), State.PROBLEM, "pkexec", "/usr/bin/pkexec: absent", "apt install pkexec");
        file("usr/bin/pkexec", "");
        is(
                finding(EMPTY, "rights"),
                State.PROBLEM,
                "polkit, which authorizes changes, is not installed",
                "polkitd",
                "apt install polkitd");
        file("usr/lib/polkit-1/polkitd", "");
        is(
                finding(EMPTY, "rights"),
                State.PROBLEM,
                "its policy is not installed",
                "io.github.daxboard.policy",
                "Install the package daxboard-helper");
        file("usr/share/polkit-1/actions/io.github.daxboard.policy", "");
        is(finding(EMPTY, "rights"), State.NOTE, "not a desktop session", "No process", "sudo daxboard");
        environment.put("DISPLAY", ":0");
        is(finding(EMPTY, "rights"), State.PROBLEM, "no known polkit agent is running", "No process", "lxpolkit");
        file("proc/4711/comm", "lxpolkit\n");
        is(finding(EMPTY, "rights"), State.GOOD, "ask for an administrator's password", "lxpolkit", "");
    }

    @Test
    void whatBringsMemoryOnlineByItselfIsSaid() {
        is(
                finding(EMPTY.replace("auto-online offline", "auto-online online"), "auto-online"),
                State.WARNING,
                "by itself",
                "auto_online_blocks: online",
                "memhp_default_state=offline");
    }

    private static final String LEFT = EMPTY.replace("device_dax loadable", "device_dax loaded") + """
            region 0 hmem 0x100000000 1G node 1 cpus 0
            device dax0.0 256M devdax
            device dax0.1 256M pinned online 1
            device dax0.2 0 unbound
            """;

    @Test
    void whatWasLeftBehindIsFoundWithItsCure() {
        is(finding(LEFT, "pinned"), State.PROBLEM, "dax0.1 is pinned until reboot", "lies in its range", "Reboot");
        is(finding(LEFT, "leftovers"), State.WARNING, "dax0.2", "dax0.2/size: 0", "daxboard clean");
        is(finding(LEFT, "kernel-no-state"), State.NOTE, "block by block", "state", "");
    }

    @Test
    void aNodeThatIsNotThereIsNamedWithTheCommandThatMakesIt() {
        file("dev/dax0.0", "").file("dev/dax0.2", "");

        Finding finding = finding(LEFT, "no-dev-node");

        is(
                finding,
                State.PROBLEM,
                "dax0.1 can't be opened by any program",
                "/dev/dax0.1: absent",
                "sudo mknod -m 600 /dev/dax0.1 c 252 1");
        assertThat(finding.evidence()).last().asString().contains("does not remove a node that mknod made");
        file("dev/dax0.1", "");
        assertThat(findings(LEFT)).noneMatch(other -> other.key().equals("no-dev-node"));
    }

    @Test
    void aPlanThatDidNotEndIsTheFirstThingSaid() {
        Finding first = Doctor.examine(
                        picture(LEFT),
                        Optional.empty(),
                        Optional.of(Message.verbatim("2026-11-25, uid 0: dax0.0 to fsdev")))
                .getFirst();

        is(first, State.PROBLEM, "never finished", "dax0.0 to fsdev", "daxboard recover");
    }

    @Test
    void anotherMachinesFilesAreNotThisOnes() {
        assertThat(Doctor.examine(picture(EMPTY), Optional.empty(), Optional.empty()))
                .extracting(Finding::key)
                .doesNotContain("rights", "soft-reserved", "cxl", "pmem");
    }

    @Test
    void modulesThatAreLoadedOrPartOfTheKernelAreToldApart() {
        file("proc/sys/kernel/osrelease", "6.12\n");
        file("proc/modules", "kmem 16384 0 - Live 0x0\n");
        file("lib/modules/6.12/modules.builtin", "kernel/drivers/dax/device_dax.ko\n");

        MachineFacts facts = MachineReader.read(root, environment, false);

        assertThat(facts.module("kmem").presence()).isEqualTo(Presence.LOADED);
        assertThat(facts.module("device_dax").presence()).isEqualTo(Presence.BUILTIN);
        assertThat(facts.module("fsdev_dax")).isEqualTo(Module.MISSING);
    }
}
