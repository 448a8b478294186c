// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.ui.shell.WindowPreferences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowSettingsTest {
    @TempDir
    Path folder;

    private WindowPreferences remembered(String lines) throws IOException {
        Path file = Files.writeString(folder.resolve("window.properties"), lines);
        WindowPreferences comfort = new WindowPreferences();
        new WindowSettings(file).putInto(comfort);
        return comfort;
    }

    @Test
    void whichGroupsShowTheirHostsIsRemembered() throws IOException {
        assertThat(remembered("open-groups=cxl-a memlab\n").openGroups().get())
                .containsExactlyInAnyOrder("cxl-a", "memlab");
    }

    @Test
    void aFileWithoutAWordOfItLeavesAllGroupsFolded() throws IOException {
        assertThat(remembered("density=compact\n").openGroups().get()).isEmpty();
    }
}
