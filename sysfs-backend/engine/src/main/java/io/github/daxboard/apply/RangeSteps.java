// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.apply.StepRunner.Performed;
import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.kernel.KernelPort.LogMark;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Range;
import io.github.daxboard.model.Reading;
import io.github.daxboard.plan.Action;
import io.github.daxboard.plan.KernelWrite;
import io.github.daxboard.plan.KernelWrite.When;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.sysfs.DeviceLook;
import io.github.daxboard.text.Message;
import java.util.List;
import java.util.Optional;

/** Gives a device back the very ranges that a step found it with. */
final class RangeSteps {
    private final KernelPort kernel;
    private final DeviceLook look;

    RangeSteps(KernelPort kernel) {
        this.kernel = kernel;
        this.look = new DeviceLook(kernel);
    }

    Performed restore(Action.RestoreRanges action, PriorState found, LogMark mark) {
        Reading<List<Range>> now = look.ranges(action.device());
        if (now.value().isEmpty() || found.ranges().isEmpty()) {
            Message why = found.ranges().isEmpty() ? Message.of("read.notBefore") : now.message();
            return new Performed(false, Optional.of(Failures.rangesUnknown(action, why)), List.of());
        }
        List<Range> was = found.ranges().get();
        int kept = keptWhole(was, now.value().get());
        long bytes = sum(was.subList(0, kept));
        boolean touched = false;
        if (sum(now.value().get()) != bytes) {
            Optional<Problem> failure = write(action, When.KEPT_RANGES, Long.toString(bytes), mark);
            if (failure.isPresent()) {
                return new Performed(false, failure, List.of());
            }
            touched = true;
        }
        for (Range lost : was.subList(kept, was.size())) {
            Optional<Problem> failure = write(action, When.EACH_RANGE, words(lost), mark);
            if (failure.isPresent()) {
                return new Performed(touched, failure, List.of());
            }
            touched = true;
        }
        return new Performed(touched, Optional.empty(), mark.linesSince());
    }

    /** How many of the ranges that it had, from the first on, it still has as they were. */
    private static int keptWhole(List<Range> was, List<Range> now) {
        int kept = 0;
        while (kept < was.size() && kept < now.size() && was.get(kept).equals(now.get(kept))) {
            kept++;
        }
        return kept;
    }

    private Optional<Problem> write(Action.RestoreRanges action, When when, String value, LogMark mark) {
        KernelWrite shown = action.writes().stream()
                .filter(write -> write.when() == when)
                .findFirst()
                .orElseThrow();
        KernelWrite made = new KernelWrite(shown.path(), value, when);
        Optional<Errno> error = kernel.write(made.path(), made.value());
        return error.map(errno -> Failures.writeRefused(action, made, errno, mark.linesSince()));
    }

    private static long sum(List<Range> ranges) {
        return ranges.stream().mapToLong(Range::size).sum();
    }

    static String words(Range range) {
        return "0x" + Long.toHexString(range.start()) + "-0x" + Long.toHexString(range.end());
    }
}
