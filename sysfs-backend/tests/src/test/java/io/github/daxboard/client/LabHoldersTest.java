// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.client.HostConnection.Applied;
import io.github.daxboard.client.LabGuest.Beside;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.report.ShellScript;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/**
 * Who uses a device, on the lab's real kernel: whoever does blocks it and is named, whoever does not blocks nothing, and nobody
 * loses memory. What the program says is printed.
 */
@Tag("lab")
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
final class LabHoldersTest {
    private static final DeviceName DAX00 = DeviceName.of("dax0.0");
    private static final DeviceName DAX01 = DeviceName.of("dax0.1");
    private static final String SCRIPT = "/run/holder.py";
    private static final String HELPER = "/usr/local/bin/daxboard-helper";

    private Optional<HostConnection> opened = Optional.empty();
    private Optional<LabGuest> shell = Optional.empty();
    private boolean written;

    @BeforeAll
    void open() throws Exception {
        shell = Optional.of(new LabGuest());
        try (InputStream script = LabHoldersTest.class.getResourceAsStream("holder.py")) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            guest().say("cat >" + SCRIPT + " <<'END_OF_SCRIPT'\n" + text + "\nEND_OF_SCRIPT");
        }
        guest().say("[ -e " + HELPER + ".whole ] || cp -p " + HELPER + " " + HELPER + ".whole");
        opened = Optional.of(new Hosts().open(new HostAddress.Lab(), line -> {}));
    }

    @AfterEach
    void putBack() throws Exception {
        guest().say("cp -p " + HELPER + ".whole " + HELPER + "; rm -rf /run/x; "
                + (written ? "daxboard-lab reset" : ""));
        written = false;
    }

    @AfterAll
    void close() {
        opened.ifPresent(HostConnection::close);
    }

    private HostConnection lab() {
        return opened.orElseThrow();
    }

    private LabGuest guest() {
        return shell.orElseThrow();
    }

    private Beside holds(String words) throws Exception {
        return guest().beside("exec python3 " + SCRIPT + " " + words);
    }

    /** dax0.1 by a node of another name; what the shell's variable x is to the scripts. */
    private String node(String path, DeviceName device) throws Exception {
        guest().say("mkdir -p $(dirname " + path + "); rm -f " + path + "; mknod " + path
                + " c $(sed 's/:/ /' /sys/bus/dax/devices/" + device + "/dev)");
        return path;
    }

    private static List<Change> unbind(DeviceName device) {
        return List.of(new Change.SwitchMode(device, Mode.UNBOUND));
    }

    private static void print(String what, Object said) {
        System.out.println("lab holders: " + what + ": " + said);
    }

    /** The refusal of a plan. */
    private static Problem blocked(HostConnection host, DeviceName device) throws HostException {
        List<Problem> refusals = blockers(host.snapshot(), device);
        assertThat(refusals).hasSize(1);
        Problem refusal = refusals.getFirst();
        print("blocked", refusal.what() + " " + refusal.why() + " " + refusal.evidence() + " " + refusal.cure());
        return refusal;
    }

    private static List<Problem> blockers(Snapshot now, DeviceName device) {
        return Planner.plan(now, unbind(device)).changes().getFirst().blockers();
    }

    /** The helper, which looks by itself, does not begin it either. */
    private void refusedByTheHelper(HostConnection host, DeviceName device) throws HostException {
        var plan = Planner.plan(host.snapshot(), unbind(device));
        Applied applied = host.apply(Order.of(unbind(device)), plan.digest(), event -> {}, Cancel.never());
        assertThat(applied).isInstanceOf(Applied.Refused.class);
        print("refused", ((Applied.Refused) applied).refusal().what());
    }

    private void free(DeviceName device) throws HostException {
        assertThat(blockers(lab().snapshot(), device)).isEmpty();
        print("free", device);
    }

    private void isSwitched(DeviceName device) throws HostException {
        written = true;
        String digest = Planner.plan(lab().snapshot(), unbind(device)).digest();
        Applied applied = lab().apply(Order.of(unbind(device)), digest, event -> {}, Cancel.never());
        assertThat(applied).isInstanceOfSatisfying(Applied.Ran.class, ran -> {
            assertThat(ran.outcome().verdict()).isEqualTo(Verdict.DONE);
            assertThat(ran.now().device(device).orElseThrow().isUnbound()).isTrue();
        });
        print("switched", device);
    }

    /** While it holds, the device is blocked with these words; once it does not, the device is free. */
    private void blocksWhileItHolds(String words, DeviceName device, Consumer<List<String>> said) throws Exception {
        try (Beside beside = holds(words)) {
            Problem refusal = blocked(lab(), device);
            assertThat(refusal.what()).isEqualTo(device + " is in use.");
            said.accept(refusal.evidence());
            beside.process().getOutputStream().write('\n');
            beside.process().getOutputStream().flush();
            assertThat(beside.next()).isIn("gone", "still reads 0");
        }
        free(device);
    }

    private static Consumer<List<String>> one(String pattern) {
        return said -> {
            assertThat(said).hasSize(1);
            assertThat(said.getFirst()).matches(pattern);
        };
    }

    @Test
    void aNodeUnderAnotherNameOpen() throws Exception {
        String node = node("/run/x/node", DAX01);
        blocksWhileItHolds("opens " + node, DAX01, one("python3 \\(pid \\d+\\) has it open as /run/x/node"));
    }

    @Test
    void aNodeUnderAnotherNameMapped() throws Exception {
        String node = node("/run/x/node", DAX01);
        blocksWhileItHolds("maps " + node, DAX01, one("python3 \\(pid \\d+\\) has it mapped as /run/x/node"));
    }

    @Test
    void aNodeThatIsGoneMapped() throws Exception {
        String node = node("/run/x/node", DAX01);
        try (Beside _ = holds("maps " + node)) {
            refusedByTheHelper(lab(), DAX01);
            guest().say("rm " + node);
            assertThat(blocked(lab(), DAX01).evidence().getFirst()).endsWith("has it mapped as /run/x/node (deleted)");
        }
        free(DAX01);
    }

    @Test
    void theUsualNodeOpenAndMappedIsOneUser() throws Exception {
        blocksWhileItHolds("both /dev/dax0.1", DAX01, one("python3 \\(pid \\d+\\) has it open and mapped"));
    }

    /** /dev/dax0.0 of its mount namespace is dax0.1. */
    @Test
    void aContainersNameForAnotherDevice() throws Exception {
        node("/run/x/dev/dax0.0", DAX01);
        String inside = "unshare -m sh -c 'mount --bind /run/x/dev /dev; exec python3 " + SCRIPT + " maps /dev/dax0.0'";
        try (Beside beside = guest().beside(inside)) {
            Problem refusal = blocked(lab(), DAX01);
            assertThat(refusal.evidence()).hasSize(1);
            assertThat(refusal.evidence().getFirst()).matches(".* has it mapped as .*/dev/dax0.0");
            isSwitched(DAX00);
            beside.process().getOutputStream().write('\n');
            beside.process().getOutputStream().flush();
            assertThat(beside.next()).isEqualTo("still reads 0");
        }
        free(DAX01);
    }

    /** And who runs it may be anybody. */
    @Test
    void anOrdinaryFileWhosePathEndsLikeANode() throws Exception {
        guest().say("mkdir -p /run/x/dev; head -c 4096 /dev/zero >/run/x/dev/dax0.1; chmod 666 /run/x/dev/dax0.1");
        String user =
                "setpriv --reuid 65534 --regid 65534 --clear-groups python3 " + SCRIPT + " reads /run/x/dev/dax0.1";
        try (Beside beside = guest().beside(user)) {
            assertThat(lab().snapshot().holdersOf(DAX01)).isEmpty();
            isSwitched(DAX01);
            beside.process().getOutputStream().write('\n');
            beside.process().getOutputStream().flush();
            assertThat(beside.next()).isEqualTo("still reads 0");
        }
    }

    @Test
    void theMainThreadHasEndedAndAnotherHasItOpen() throws Exception {
        blocksWhileItHolds("orphan_opens /dev/dax0.1", DAX01, one("python3 \\(pid \\d+\\) has it open"));
    }

    @Test
    void theMainThreadHasEndedAndTheMemoryIsMapped() throws Exception {
        blocksWhileItHolds("orphan_maps /dev/dax0.1", DAX01, one("python3 \\(pid \\d+\\) has it mapped"));
    }

    @Test
    void aThreadWithATableOfItsOwnHasItOpen() throws Exception {
        blocksWhileItHolds("own_table /dev/dax0.1", DAX01, one("python3 \\(pid \\d+\\) has it open"));
    }

    @Test
    void aMountOfAnotherNamespaceByAnotherName() throws Exception {
        String node = node("/run/x/node", DAX01);
        String inside = "unshare -m python3 " + SCRIPT + " mounts " + node + " /run/x/here";
        try (Beside beside = guest().beside(inside)) {
            Problem refusal = blocked(lab(), DAX01);
            assertThat(refusal.evidence()).hasSize(1);
            assertThat(refusal.evidence().getFirst())
                    .matches(
                            "fuse.famfs at /run/x/here in the mount namespace of python3 \\(pid \\d+\\) is mounted from it");
            free(DAX00);
            beside.process().getOutputStream().write('\n');
            beside.process().getOutputStream().flush();
            assertThat(beside.next()).isEqualTo("gone");
        }
        free(DAX01);
    }

    /** Any user may make it in a namespace of their own; not in the lab, whose root is not the first one of its kernel. */
    @Test
    void aMountWhoseSourceIsAMereWord() throws Exception {
        String mount = "unshare -m sh -c 'mount -t tmpfs /dev/dax0.1 /mnt && echo ready && read -r _'";
        try (Beside beside = guest().beside(mount)) {
            assertThat(beside.process().isAlive()).isTrue();
            assertThat(lab().snapshot().holdersOf(DAX01)).isEmpty();
            free(DAX01);
        }
    }

    /** By the shell: the driver's own way in, which is new_id. */
    private void toFsdev(DeviceName device) throws Exception {
        written = true;
        guest().say("modprobe fsdev_dax; cd /sys/bus/dax/drivers; echo " + device + " >device_dax/unbind; echo "
                + device + " >fsdev_dax/new_id; [ -e fsdev_dax/" + device + " ]");
    }

    /** In fsdev mode nothing can be mapped, and who has the node open is a user still. */
    @Test
    void aNodeInFsdevModeOpen() throws Exception {
        toFsdev(DAX01);
        blocksWhileItHolds("opens /dev/dax0.1", DAX01, one("python3 \\(pid \\d+\\) has it open"));
    }

    /** The kernel's own call, made by the test module of the driver in a file system's place: this kernel has no famfs. */
    @Test
    void aFileSystemInTheKernelThatClaimsIt() throws Exception {
        toFsdev(DAX01);
        String door = "/sys/kernel/debug/fsdev_tester";
        guest().say("insmod " + LabModules.tester() + "; printf 'target /dev/dax0.1' >" + door + "; cat " + door);
        try {
            assertThat(guest().say("printf 'hold 0' >" + door + "; cat " + door))
                    .isEqualTo("0");
            Problem refusal = blocked(lab(), DAX01);
            assertThat(refusal.what()).isEqualTo("dax0.1 is in use.");
            assertThat(refusal.evidence()).containsExactly("a file system in the kernel has claimed it");
            refusedByTheHelper(lab(), DAX01);
            assertThat(guest().say("cat /sys/bus/dax/devices/dax0.1/fsdev/holder; printf 'heard' >" + door + "; cat "
                            + door))
                    .as("it has its claim still, and was told of nothing")
                    .isEqualTo("1");
            free(DAX00);
            assertThat(guest().say("printf 'drop 0' >" + door + "; cat " + door))
                    .isEqualTo("0");
        } finally {
            guest().say("rmmod fsdev_tester");
        }
        isSwitched(DAX01);
    }

    private Problem blockedForAHelper(String wrapped) throws Exception {
        guest().say("printf '#!/bin/sh\\nexec " + wrapped + " " + HELPER + ".whole \"$@\"\\n' >" + HELPER);
        try (HostConnection host = new Hosts().open(new HostAddress.Lab(), line -> {})) {
            Problem refusal = blocked(host, DAX01);
            refusedByTheHelper(host, DAX01);
            assertThat(refusal.what()).isEqualTo("It is not known whether dax0.1 is in use.");
            assertThat(refusal.cure()).doesNotContain("sudo");
            return refusal;
        }
    }

    @Test
    void aHelperWithoutTheCapability() throws Exception {
        Problem refusal = blockedForAHelper("setpriv --bounding-set -sys_ptrace");
        assertThat(refusal.why()).contains("CAP_SYS_PTRACE");
        guest().say("cp -p " + HELPER + ".whole " + HELPER);
        free(DAX01);
    }

    @Test
    void aHelperInAContainersProcesses() throws Exception {
        assertThat(blockedForAHelper("unshare --pid --fork --mount-proc").why()).contains("container");
        guest().say("cp -p " + HELPER + ".whole " + HELPER);
        free(DAX01);
    }

    /** Processes that work against the look: it ends, says what it can, and takes no more memory. */
    @Test
    void hostileProcesses() throws Exception {
        for (String way : List.of("opens", "huge", "hung", "named", "many")) {
            try (Beside beside = holds(way + " /dev/dax0.1")) {
                long start = System.nanoTime();
                List<Holder> all = lab().snapshot().holdersOf(DAX01);
                long took = (System.nanoTime() - start) / 1_000_000;
                assertThat(all).hasSize(1);
                Holder holder = all.getFirst();
                // By name: their command lines would do to this shell what they are meant to do to the helper.
                String peak = guest().say("for p in /proc/[0-9]*; do read -r name 2>/dev/null <$p/comm || continue;"
                        + " [ \"$name\" != java ] || grep -sh VmHWM $p/status; done | sort -k 2 -n | tail -n 1");
                print(
                        "hostile " + way,
                        holder.describe().replace("\u001b", "<ESC>") + "; words " + holder.commandLine() + "; " + took
                                + " ms; " + peak);
                assertThat(beside.process().isAlive()).isTrue();
                if (way.equals("named")) {
                    assertThat(holder.command()).isEqualTo("\u001b[31mr\u00e9d\ufffd");
                }
            }
        }
    }

    /** The exported script looks with the same eyes; its look alone, since it takes many programs. */
    @Test
    void theScriptBlocksAndLetsGoToo() throws Exception {
        String script = ShellScript.of(lab().snapshot(), Planner.plan(lab().snapshot(), unbind(DAX01)));
        String look =
                script.substring(0, script.indexOf("# The plan is valid")) + "no_holders dax0.1\necho 'nobody is seen'";
        guest().say("cat >/run/look.sh <<'END_OF_SCRIPT'\n" + look + "\nEND_OF_SCRIPT");
        node("/run/x/node", DAX01);
        for (String words : List.of("orphan_maps /run/x/node", "mounts /run/x/node /run/x/here")) {
            try (Beside beside = holds(words)) {
                String said = guest().say("sh /run/look.sh 2>&1 || true");
                print("script, " + words, said.lines().toList());
                assertThat(said).contains("FAILED: ").doesNotContain("nobody is seen");
                beside.process().getOutputStream().write('\n');
                beside.process().getOutputStream().flush();
                assertThat(beside.next()).isIn("gone", "still reads 0");
            }
        }
        assertThat(guest().say("setpriv --bounding-set -sys_ptrace sh /run/look.sh 2>&1 || true"))
                .contains("CAP_SYS_PTRACE");
        guest().say("mkdir -p /run/x/dev; head -c 4096 /dev/zero >/run/x/dev/dax0.1");
        try (Beside beside = holds("reads /run/x/dev/dax0.1")) {
            assertThat(guest().say("sh /run/look.sh 2>&1")).isEqualTo("nobody is seen");
            assertThat(beside.process().isAlive()).isTrue();
        }
    }
}
