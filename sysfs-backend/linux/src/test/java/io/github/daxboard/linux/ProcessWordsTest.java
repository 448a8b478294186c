// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.DeviceName;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessWordsTest {

    @Test
    void theUnitIsTheInnermostOneOfTheCgroup() {
        assertThat(ProcessWords.unit("0::/system.slice/redis.service\n")).contains("redis.service");
        assertThat(ProcessWords.unit("0::/machine.slice/machine-qemu\\x2d1\\x2dweb1.scope/libvirt/emulator\n"))
                .contains("machine-qemu-1-web1.scope");
        assertThat(ProcessWords.unit("12:cpu:/\n1:name=systemd:/user.slice/session-3.scope\n"))
                .contains("session-3.scope");
        assertThat(ProcessWords.unit("0::/\n")).isEmpty();
    }

    @Test
    void aGuestIsKnownByTheNameThatQemuWasGiven() {
        assertThat(ProcessWords.guest(List.of("qemu", "-name", "guest=web1,debug-threads=on")))
                .contains("web1");
        assertThat(ProcessWords.guest(List.of("qemu", "-name", "web1"))).contains("web1");
        assertThat(ProcessWords.guest(List.of("qemu", "-name", "debug-threads=on")))
                .isEmpty();
        assertThat(ProcessWords.guest(List.of("qemu"))).isEmpty();
    }

    @Test
    void aCommandLineIsShownByItsFirstWords() {
        assertThat(ProcessWords.first(List.of())).isEmpty();
        assertThat(ProcessWords.first(List.of("a", "b\u0007c"))).contains("a b c");
        assertThat(ProcessWords.first(List.of("a", "b", "c", "d", "e", "f", "g")))
                .contains("a b c d e f ...");
    }

    @Test
    void allPathsOfOneMountAreFound() {
        assertThat(ProcessWords.paths("rw,daxdevs=/dev/dax1.0:/n/dax1.10"))
                .containsExactly("/dev/dax1.0", "/n/dax1.10");
        assertThat(ProcessWords.device("/dev/dax1.10")).contains(DeviceName.of("dax1.10"));
        assertThat(ProcessWords.device("/n/dev/dax1.10")).isEmpty();
    }

    @Test
    void aTextIsCutWithAMarkAndNotWithinALetter() {
        assertThat(ProcessWords.cut("abc", 3)).isEqualTo("abc");
        assertThat(ProcessWords.cut("abcd", 3)).isEqualTo("abc ...");
        assertThat(ProcessWords.cut("ab\ud83d\ude00", 3)).isEqualTo("ab ...");
    }
}
