// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.fuzz.Consequences;
import io.github.daxboard.fuzz.FuzzTarget;
import io.github.daxboard.model.HostName;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.sysfs.SnapshotReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a host may say: lines that are answers or not, the tree that they carry, and all that is worked out of it. */
public final class AnswerFuzz implements FuzzTarget {
    private static final String SMALL = """
            kernel 6.12.0
            block 1G
            auto-online online_movable
            module device_dax loaded
            module kmem loaded
            module fsdev_dax missing
            ram 0x0 1G node 0
            region 0 hmem 0x100000000 4G node 1 cpus 0
            device dax0.0 1G devdax
            device dax0.1 1G system-ram online 1 movable
            holder dax0.0 opens 12 evil
            superblock dax0.0 xfs
            rule /etc/x 1 a rule
            """;

    @Override
    public void test(byte[] input) throws Exception {
        AnswerCodec codec = new AnswerCodec();
        TreeParts parts = new TreeParts();
        for (BoundedLines.Line line : RequestFuzz.lines(input, JsonText.MAX_ANSWER, input.length + 1)) {
            if (line instanceof BoundedLines.Complete(String text)) {
                try {
                    take(codec, parts, codec.parse(text));
                } catch (BadMessage refused) {
                    return;
                }
            }
        }
    }

    private static void take(AnswerCodec codec, TreeParts parts, Answer answer) throws Exception {
        Answer again = codec.parse(codec.print(answer));
        FuzzTarget.checkEqual(codec.parse(codec.print(again)), again, "an answer that is passed on changes");
        switch (answer) {
            case Answer.Part part -> parts.add(part);
            case Answer.TreeEnd end -> tree(codec, parts.end(end));
            default -> {}
        }
    }

    private static void tree(AnswerCodec codec, RecordedTree tree) throws Exception {
        TreeParts parts = new TreeParts();
        for (Answer answer : TreeParts.of(tree)) {
            switch (codec.parse(codec.print(answer))) {
                case Answer.Part part -> parts.add(part);
                case Answer.TreeEnd end -> FuzzTarget.checkEqual(parts.end(end), tree, "a tree arrives as another one");
                default -> throw new AssertionError("a tree is sent as something else");
            }
        }
        Consequences.of(SnapshotReader.read(new ReplayedView(tree), new HostName("host"), tree.taken()));
    }

    @Override
    public List<byte[]> seeds() {
        AnswerCodec codec = new AnswerCodec();
        List<byte[]> seeds = new ArrayList<>();
        AnswerCodecTest.answers().forEach(answer -> seeds.add(FuzzTarget.bytes(codec.print(answer) + "\n")));
        RecordingView recording = new RecordingView(SimulatedKernel.boot(World.parse(SMALL)));
        SnapshotReader.read(recording, new HostName("seed"), Instant.EPOCH);
        StringBuilder lines = new StringBuilder();
        TreeParts.of(recording.tree(Instant.EPOCH))
                .forEach(answer -> lines.append(codec.print(answer)).append('\n'));
        seeds.add(FuzzTarget.bytes(lines.toString()));
        return seeds;
    }

    @Override
    public int longest() {
        return 32 << 10;
    }
}
