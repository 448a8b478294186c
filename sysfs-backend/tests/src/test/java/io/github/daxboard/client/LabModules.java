// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Modules of the checkout for the lab's kernel. */
final class LabModules {
    private LabModules() {}

    /** The driver's test module, which acts as a file system in the kernel does; built where it is older than its source. */
    static Path tester() throws IOException, InterruptedException {
        Path driver = HostSettings.standard().checkout().orElse(Path.of(".")).resolve("kernel-driver");
        String kernel = LabGuest.setting("LAB_KERNEL");
        Path out = driver.resolve("build").resolve(kernel);
        Process make = new ProcessBuilder(List.of(
                        "make",
                        "-s",
                        "-C",
                        driver.toString(),
                        "KVER=" + kernel,
                        "KDIR=" + LabGuest.setting("LAB_HEADERS"),
                        "OUT=" + out,
                        "tester"))
                .redirectErrorStream(true)
                .start();
        make.getOutputStream().close();
        try (InputStream said = make.getInputStream()) {
            String words = new String(said.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(make.waitFor()).as(words).isZero();
        }
        return out.resolve("test/tester/fsdev_tester.ko");
    }
}
