// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.fuzz.FuzzTarget;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Requests: a line is refused, or it is a request that prints as a line which means the same. */
public final class RequestFuzz implements FuzzTarget {
    private static final int LIMIT = 3000;

    @Override
    public void test(byte[] input) throws IOException {
        List<BoundedLines.Line> lines = lines(input, LIMIT, input.length + 1);
        checkEqual(lines(input, LIMIT, 1), lines, "the same bytes are other lines when they come one by one");
        RequestCodec codec = new RequestCodec();
        for (BoundedLines.Line line : lines) {
            if (line instanceof BoundedLines.Complete(String text)) {
                FuzzTarget.check(text.length() <= LIMIT, "a line is longer than the limit");
                request(codec, text);
            }
        }
    }

    private static void checkEqual(Object actual, Object wanted, String what) {
        FuzzTarget.checkEqual(actual, wanted, what);
    }

    private static void request(RequestCodec codec, String text) {
        Request request;
        try {
            request = codec.parse(text);
        } catch (BadMessage refused) {
            FuzzTarget.check(!refused.why().isBlank(), "it is refused without a reason");
            return;
        }
        try {
            String printed = codec.print(request);
            FuzzTarget.check(printed.chars().allMatch(c -> c >= ' ' && c < 0x7f), "a line is not plain ASCII");
            checkEqual(codec.parse(printed), request, "a request is read as another one");
        } catch (BadMessage e) {
            throw new AssertionError("what was printed is refused", e);
        }
    }

    /** The lines of bytes that come in pieces. */
    static List<BoundedLines.Line> lines(byte[] input, int limit, int piece) throws IOException {
        BoundedLines lines = new BoundedLines(
                new ByteArrayInputStream(input) {
                    @Override
                    public synchronized int read(byte[] to, int from, int length) {
                        return super.read(to, from, Math.min(length, piece));
                    }
                },
                limit);
        List<BoundedLines.Line> all = new ArrayList<>();
        BoundedLines.Line line = lines.next();
        while (!(line instanceof BoundedLines.End) && !(line instanceof BoundedLines.Cut)) {
            all.add(line);
            line = lines.next();
        }
        all.add(line);
        return all;
    }

    @Override
    public List<byte[]> seeds() {
        DeviceName device = DeviceName.of("dax0.0");
        List<Change> changes = List.of(
                new Change.SwitchMode(device, Mode.SYSTEM_RAM, Change.Onlining.KERNEL),
                new Change.SwitchMode(device, Mode.FSDEV),
                new Change.Create(0, new Change.Extent.Size(1L << 30), Optional.of(2L << 20)),
                new Change.Create(1, new Change.Extent.At(1L << 32, (1L << 33) - 1), Optional.empty()),
                new Change.Resize(device, 1L << 30),
                new Change.Destroy(device),
                new Change.SetAlign(device, 4096),
                new Change.Online(device, Zone.MOVABLE),
                new Change.Offline(device));
        List<Request> requests = new ArrayList<>(List.of(
                new Request.Tree(),
                new Request.Cancel(),
                new Request.History(),
                new Request.Pending(),
                new Request.Watch(),
                new Request.Apply(new Order(changes, Set.of(device)), "0".repeat(64))));
        changes.forEach(change -> requests.add(new Request.Apply(Order.of(List.of(change)), "a".repeat(64))));
        for (Recovery how : Recovery.values()) {
            requests.add(new Request.Recover(how));
        }
        RequestCodec codec = new RequestCodec();
        return requests.stream()
                .map(request -> FuzzTarget.bytes(codec.print(request) + "\n"))
                .toList();
    }
}
