// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.plan.Action;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.plan.Problem.Kind;
import io.github.daxboard.text.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Why a device's memory blocks did not become what a step makes of them. */
final class BlockFailures {
    private BlockFailures() {}

    static Problem unknown(Action action, DeviceName device, Message whyNot) {
        return Problem.keyed(Kind.FAILED, "fail.blocksUnknown", device, action.message(), whyNot);
    }

    static Problem refused(Action action, long block, String word, Message zone, Errno errno, List<String> log) {
        Cause cause = Causes.ofBlock(word, errno);
        return Problem.of(
                        Kind.FAILED,
                        name(block),
                        Message.of("fail.blockRefused", block, word, action.message()),
                        cause.why(),
                        cause.cure())
                .withErrno(errno)
                .withSeen(seen(block, word, zone, log));
    }

    static Problem tooSlow(Action action, long block, Message zone, Duration limit, List<String> log) {
        return Problem.keyed(Kind.FAILED, "fail.blockSlow", name(block), block, limit.toSeconds(), action.message())
                .withErrno(Errno.ETIMEDOUT)
                .withSeen(seen(block, "offline", zone, log));
    }

    /** kmem let the device go, and its memory stayed. */
    static Problem pinned(DeviceName device, List<Message> read, List<String> log) {
        List<Message> seen = new ArrayList<>(read);
        seen.addAll(KernelLines.aboutDax(log));
        return Problem.keyed(Kind.FAILED, "fail.pinned", device, device).withSeen(seen);
    }

    private static List<Message> seen(long block, String word, Message zone, List<String> log) {
        List<Message> seen = new ArrayList<>();
        seen.add(Message.verbatim(
                word + " > " + KernelPath.MEMORY.child(name(block)).child("state")));
        seen.add(Message.of("read.file", name(block), zone));
        seen.addAll(KernelLines.aboutMemory(log));
        return seen;
    }

    private static String name(long block) {
        return "memory" + block;
    }
}
