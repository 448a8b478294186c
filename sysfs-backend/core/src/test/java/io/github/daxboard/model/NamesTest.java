// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"dax0.0", "dax12.345", "dax99999.99999"})
    void aDeviceNameIsTakenInItsOnlyForm(String text) {
        assertThat(DeviceName.parse(text)).get().hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dax",
                "dax0",
                "dax00.0",
                "dax0.00",
                "dax0.0 ",
                " dax0.0",
                "dax0.0\n",
                "dax0.0/../x",
                "dax-1.0",
                "dax100000.0",
                "DAX0.0",
                "dax0.0.0",
                "dax٣.0",
                "../dax0.0"
            })
    void whatIsNoDeviceNameIsNotMadeIntoOne(String text) {
        assertThat(DeviceName.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "sys/bus",
                "/sys/../etc",
                "/sys/bus/..",
                "/sys//bus",
                "/sys/bus/",
                "/system",
                "/sys/a b",
                "/proc/./self",
                "/sys/a\u0000b"
            })
    void whatIsNoPathOfTheKernelsIsRefused(String text) {
        assertThatThrownBy(() -> new KernelPath(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLinkIsResolvedByItsTextAndCannotLeaveTheKernelsTrees() {
        KernelPath link = KernelPath.DAX_DEVICES.child("dax0.0");

        assertThat(link.resolveLink("../../../devices/platform/hmem.0/dax0.0"))
                .hasToString("/sys/devices/platform/hmem.0/dax0.0");
        assertThatThrownBy(() -> link.resolveLink("../../../../etc/shadow"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> link.resolveLink("/etc/shadow")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void daxctlsWordForFsdevIsUnderstood() {
        assertThat(Mode.parse("famfs")).contains(Mode.FSDEV);
        assertThat(Mode.FSDEV.daxctlWord()).isEqualTo("famfs");
        assertThat(Mode.parse("FSDEV")).isEmpty();
    }
}
