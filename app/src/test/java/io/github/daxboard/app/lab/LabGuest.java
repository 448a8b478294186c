// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The lab's guest by a connection of its own, so that what Daxboard says can be checked without Daxboard. */
final class LabGuest {
    private static final long SECONDS = 180;

    private final Path checkout = Path.of(property("daxboard.checkout"));
    private final Path folder = Path.of(
            System.getProperty("daxboard.lab.dir", checkout.resolve("lab/run").toString()));

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("the build sets " + name);
        }
        return value;
    }

    /** What a command says, on both outputs; fails unless it ends with 0. */
    String run(String command) {
        Said said = tryRun(command);
        assertThat(said.exit()).as("%s said: %s", command, said.text()).isZero();
        return said.text();
    }

    record Said(int exit, String text) {}

    Said tryRun(String command) {
        return call("lab/ssh", command);
    }

    /**
     * Puts the guest's devices and drivers back as after its start. A plan that a test left half done goes too, or it would
     * stand in the way of the next one.
     */
    void reset() {
        run("rm -f /var/lib/daxboard/journal/*; daxboard-lab reset");
    }

    private Said call(String program, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(checkout.resolve(program).toString(), "--dir", folder.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                    .as("%s ends in time", command)
                    .isTrue();
            return new Said(process.exitValue(), text.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The driver link of a device, by readlink in the guest; {@code none} where there is none. */
    String driverOf(String device) {
        return run("readlink /sys/bus/dax/devices/" + device + "/driver | xargs -r basename | grep . || echo none");
    }

    /** What mmap(2) of the whole device gives: {@code mapped}, or the errno's symbol. */
    String mmap(String device) {
        return run("python3 -c '\n"
                + "import mmap, os, errno\n"
                + "fd = os.open(\"/dev/" + device + "\", os.O_RDWR)\n"
                + "try:\n"
                + "    mmap.mmap(fd, 2 << 20, mmap.MAP_SHARED).close()\n"
                + "    print(\"mapped\")\n"
                + "except OSError as e:\n"
                + "    print(errno.errorcode[e.errno])\n"
                + "finally:\n"
                + "    os.close(fd)'");
    }

    /**
     * The kernel's lines of level warning and worse since the last call of this, without the two that say that a module
     * from outside the kernel taints it.
     */
    List<String> newWarnings() {
        String log = run("dmesg -r --read-clear 2>/dev/null | grep '^<[0-4]>' || true");
        return log.lines()
                .filter(line -> !line.contains("loading out-of-tree module taints kernel")
                        && !line.contains("module verification failed: signature and/or required key missing"))
                .toList();
    }
}
