// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleTroubleTest {

    @ParameterizedTest(name = "{2}: {0}")
    @CsvSource(delimiter = '|', textBlock = """
            modprobe: FATAL: Module fsdev_dax not found in directory /lib/modules/6.12 | '' | NO_FILE
            modprobe: ERROR: could not insert 'fsdev_dax': Unknown symbol in module, or unknown parameter (see dmesg) | '' | NO_FILE
            modprobe: ERROR: could not insert 'fsdev_dax': Unknown symbol in module, or unknown parameter (see dmesg) | fsdev_dax: Unknown symbol run_dax (err -2) | OTHER_KERNEL
            modprobe: ERROR: could not insert 'fsdev_dax': Exec format error | fsdev_dax: disagrees about version of symbol module_layout | OTHER_KERNEL
            modprobe: ERROR: could not insert 'fsdev_dax': Key was rejected by service | '' | KEY_REJECTED
            modprobe: ERROR: could not insert 'fsdev_dax': Operation not permitted | '' | NO_RIGHT
            something new | '' | UNKNOWN
            """)
    void theTroubleIsToldFromWhatModprobeAndTheKernelSaid(String modprobe, String kernel, ModuleTrouble trouble) {
        assertThat(ModuleTrouble.of(modprobe, List.of(kernel))).isEqualTo(trouble);
    }
}
