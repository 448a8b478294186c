// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.ui.Fleet;
import io.github.daxboard.ui.SimHost;
import io.github.daxboard.ui.session.HostSession;
import io.github.daxboard.ui.session.Threads;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostGroupsTest {
    private static List<HostSession> sessions(List<HostAddress> addresses) {
        return addresses.stream()
                .map(address -> new HostSession(
                        address, (any, progress) -> SimHost.demo(), new Threads(Runnable::run, Runnable::run)))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "ssh://a@memlab-01,memlab",
        "ssh://a@cxl-a10,cxl-a",
        "ssh://a@cxl-a10.example.org,cxl-a",
        "ssh://a@big,big",
        "ssh://a@192.168.0.12,ssh://a@192.168.0.12",
    })
    void aGroupIsNamedByWhatItsHostsHaveInCommon(String address, String name) {
        assertThat(HostGroups.name(HostAddress.parse(address).orElseThrow())).isEqualTo(name);
    }

    @Test
    void manyHostsStandInGroupsWhereTheirFirstStood() {
        assertThat(HostGroups.of(sessions(Fleet.many())).keySet()).containsExactly("cxl-a", "pm", "memlab");
        assertThat(HostGroups.of(sessions(Fleet.many())).get("cxl-a")).hasSize(10);
    }

    @Test
    void fewHostsStandEachForItself() {
        assertThat(HostGroups.of(sessions(Fleet.addresses())).values()).allMatch(group -> group.size() == 1);
    }
}
