// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.fuzz.FuzzTarget;
import java.util.List;
import java.util.stream.Stream;

/** {@code --host}: what it means, it means again when it is printed; nothing in it becomes an option of ssh. */
public final class AddressFuzz implements FuzzTarget {
    @Override
    public void test(byte[] input) {
        String text = FuzzTarget.text(input);
        HostAddress.parse(text).ifPresent(address -> {
            FuzzTarget.check(
                    HostAddress.parse(address.text()).filter(address::equals).isPresent(),
                    "an address that is printed means another host: " + address);
            if (address instanceof HostAddress.Ssh(String user, String host, int port)) {
                FuzzTarget.check(
                        !user.startsWith("-") && !host.startsWith("-") && port > 0, "an option of ssh: " + address);
                FuzzTarget.check((user + host).matches("[A-Za-z0-9_.:\\[\\]-]+"), "a word of a shell: " + address);
            }
        });
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "local",
                        "demo",
                        "lab",
                        "sysfs:/tmp/x",
                        "ssh://root@host",
                        "ssh://a_b@10.0.0.1:2222",
                        "ssh://x@[::1]:22")
                .map(FuzzTarget::bytes)
                .toList();
    }

    @Override
    public int longest() {
        return 512;
    }
}
