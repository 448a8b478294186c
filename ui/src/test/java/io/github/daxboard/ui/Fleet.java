// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.client.HostException;
import io.github.daxboard.client.HostOpener;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.sim.World;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Several simulated hosts behind ssh addresses; one of them is out of reach. */
public final class Fleet {
    private Fleet() {}

    /** The addresses, in the order in which they are added. */
    public static List<HostAddress> addresses() {
        return List.of(address("cxl-a01"), address("cxl-a02"), address("cxl-a03"), address("pm-1"), address("pm-2"));
    }

    /** More than a bar at the left shows at a glance: ten of one name, seven of another, and the others. */
    public static List<HostAddress> many() {
        return Stream.of(
                        addresses().stream(),
                        IntStream.rangeClosed(4, 10).mapToObj(number -> address("cxl-a%02d".formatted(number))),
                        IntStream.rangeClosed(2, 8).mapToObj(number -> address("memlab-" + number)),
                        IntStream.rangeClosed(3, 5).mapToObj(number -> address("pm-" + number)))
                .flatMap(each -> each)
                .toList();
    }

    private static HostAddress address(String host) {
        return HostAddress.parse("ssh://admin@" + host).orElseThrow();
    }

    /** Opens them; other addresses go to the other opener. */
    public static HostOpener opener(HostOpener other) {
        return (address, progress) -> {
            if (!(address instanceof HostAddress.Ssh ssh)) {
                return other.open(address, progress);
            }
            return new SimHost(
                    address,
                    world(ssh.host())
                            .orElseThrow(() -> new HostException(Problem.of(
                                    Problem.Kind.UNREACHABLE,
                                    ssh.host(),
                                    ssh.host() + " could not be reached",
                                    "ssh: connect to host " + ssh.host() + " port 22: No route to host.",
                                    "See that it is up, then try again."))));
        };
    }

    private static Optional<World> world(String host) {
        return Optional.ofNullable(
                        switch (host) {
                            case "cxl-a01" -> head("7.1.4", host, "loaded") + """
                    region 0 cxl 0x8000000000 2048G node 1 cpus 0
                    device dax0.0 512G devdax
                    device dax0.1 1024G system-ram online 512
                    """;
                            case "cxl-a02" -> head("7.1.4", host, "loaded") + """
                    region 0 cxl 0x8000000000 1024G node 1 cpus 0
                    device dax0.0 256G devdax
                    device dax0.1 512G fsdev
                    device dax0.2 128G pinned online 64
                    """;
                            case "pm-1" -> head("6.12.117", host, "missing") + """
                    region 0 hmem 0x8000000000 252G node 1 cpus 0
                    device dax0.0 126G devdax
                    device dax0.1 126G unbound
                    """;
                            case "pm-2" -> head("6.12.117", host, "missing") + """
                    region 0 hmem 0x8000000000 512G node 1 cpus 0
                    device dax0.0 384G devdax
                    """;
                            default -> host.equals("cxl-a03") ? null : head("7.2.1", host, "loadable") + """
                    region 0 cxl 0x8000000000 1024G node 1 cpus 0
                    device dax0.0 128G devdax
                    device dax0.1 512G system-ram online 256
                    """;
                        })
                .map(World::parse);
    }

    private static String head(String kernel, String host, String fsdev) {
        return """
                kernel %s
                host %s
                block 2G
                auto-online offline
                module device_dax loaded
                module kmem loaded
                module fsdev_dax %s
                ram 0x0 64G node 0

            """.formatted(kernel, host, fsdev);
    }
}
