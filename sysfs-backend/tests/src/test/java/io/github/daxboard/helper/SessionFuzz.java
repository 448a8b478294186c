// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.fuzz.FuzzTarget;
import io.github.daxboard.model.HostName;
import io.github.daxboard.plan.Planner;
import io.github.daxboard.protocol.Answer;
import io.github.daxboard.protocol.BadMessage;
import io.github.daxboard.protocol.Request;
import io.github.daxboard.protocol.RequestCodec;
import io.github.daxboard.protocol.RequestFuzz;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.SnapshotReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client sends to the root program, on a simulated kernel: each line is answered, nothing is thrown, and a session that
 * may only look writes nothing. An order gets the digest that belongs to it, since nothing would guess one.
 */
public final class SessionFuzz implements FuzzTarget {
    private static final String WORLD = """
            kernel 6.12.0
            block 128M
            auto-online offline
            module device_dax loaded
            module kmem loadable
            module fsdev_dax loadable
            ram 0x0 1G node 0
            region 0 hmem 0x100000000 512M node 1 cpus 0
            device dax0.0 256M devdax
            """;

    private static final RequestCodec CODEC = new RequestCodec();

    @Override
    public void test(byte[] input) throws Exception {
        SimulatedKernel kernel = SimulatedKernel.boot(World.parse(WORLD));
        StringBuilder lines = new StringBuilder();
        FuzzTarget.text(input)
                .lines()
                .limit(4)
                .forEach(line -> lines.append(line).append('\n'));
        List<Answer> seen = Helpers.view(kernel, lines.toString());
        FuzzTarget.check(seen.getFirst() instanceof Answer.Hello, "a session does not begin with a hello");
        FuzzTarget.check(kernel.writes().isEmpty(), "looking wrote to the kernel");

        String first = lines.substring(0, Math.max(0, lines.indexOf("\n")));
        Path folder = Files.createTempDirectory("daxboard-fuzz");
        try {
            Helpers.Ran ran = Helpers.apply(kernel, folder, withDigest(kernel, first) + "\n");
            FuzzTarget.check(ran.answers().size() >= 2, "a request has no answer");
        } finally {
            JournalFuzz.delete(folder);
        }
    }

    private static String withDigest(SimulatedKernel kernel, String line) {
        try {
            if (CODEC.parse(line) instanceof Request.Apply(var order, var digest)) {
                var picture = SnapshotReader.read(kernel, new HostName("client"), Instant.EPOCH);
                return CODEC.print(
                        new Request.Apply(order, Planner.plan(picture, order).digest()));
            }
        } catch (BadMessage e) {
            // It goes to the helper as it is.
        }
        return line;
    }

    @Override
    public List<byte[]> seeds() {
        return new ArrayList<>(new RequestFuzz().seeds());
    }
}
