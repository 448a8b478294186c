// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.apply.ProofCheck.Checked;
import io.github.daxboard.kernel.KernelPort.ModuleError;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Reading;
import io.github.daxboard.plan.Action;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.KernelWrite;
import io.github.daxboard.plan.PlanProblems;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.plan.Problem.Kind;
import io.github.daxboard.plan.Proof;
import io.github.daxboard.plan.Step;
import io.github.daxboard.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every failure that running a plan can meet: which step, which error. What an error number means is in {@link Causes}; what
 * goes wrong with memory blocks in {@link BlockFailures}.
 */
final class Failures {
    private static final String PLAN = "the plan";

    private Failures() {}

    static Problem writeRefused(Action action, KernelWrite write, Errno errno, List<String> log) {
        return refused(action, write.value(), Causes.of(action, errno))
                .withErrno(errno)
                .withSeen(written(write.value() + " > " + write.path(), KernelLines.about(action, log)));
    }

    /** new_id stored the id, and the driver's probe failed; only the log has the errno. */
    static Problem probeFailed(Action.BindOrRegister action, List<String> log) {
        Optional<Errno> errno = KernelLines.errno(log, action.device(), action.driver());
        Cause cause = errno.map(number -> Causes.of(action, number)).orElseGet(() -> Cause.keyed("cause.probeUnknown"));
        String write = action.device() + " > " + action.writes().get(1).path();
        Problem problem =
                refused(action, action.device(), cause).withSeen(written(write, KernelLines.about(action, log)));
        return errno.map(problem::withErrno).orElse(problem);
    }

    private static Problem refused(Action action, Object object, Cause cause) {
        return Problem.of(
                Kind.FAILED,
                object.toString(),
                Message.of("fail.refused", action.message()),
                cause.why(),
                cause.cure());
    }

    private static List<Message> written(String write, List<Message> more) {
        List<Message> seen = new ArrayList<>();
        seen.add(Message.verbatim(write));
        seen.addAll(more);
        return seen;
    }

    static Problem moduleNotLoaded(Driver driver, ModuleError error, List<String> log) {
        List<String> kernelSaid = KernelLines.naming(driver, log);
        List<Message> seen = new ArrayList<>();
        seen.add(Message.of("fail.seen.modprobe", driver, error.exit()));
        seen.addAll(KernelLines.first(error.words()));
        kernelSaid.stream().map(Message::verbatim).forEach(seen::add);
        ModuleTrouble trouble = ModuleTrouble.of(error.words(), kernelSaid);
        Cause cause = trouble.cause(driver);
        Problem problem = Problem.of(
                        Kind.FAILED, driver.name(), Message.of("fail.module", driver), cause.why(), cause.cure())
                .withSeen(seen);
        return trouble.errno().map(problem::withErrno).orElse(problem);
    }

    static Problem notProved(DeviceName device, Step step, Checked.Broken broken, List<String> log) {
        if (step.proof() instanceof Proof.NoHolder(DeviceName held)) {
            return PlanProblems.inUse(held, broken.read());
        }
        if (broken.memoryStays()) {
            return BlockFailures.pinned(device, broken.read(), log);
        }
        if (step.action() instanceof Action.AddMapping add) {
            return mappingIgnored(add, broken.read());
        }
        List<Message> seen = new ArrayList<>();
        seen.add(Message.of("fail.seen.promised", step.proof().message()));
        seen.addAll(readBack(broken.read()));
        seen.addAll(KernelLines.about(step.action(), log));
        return Problem.keyed(
                        Kind.FAILED, "fail.notProved", device, step.action().message())
                .withSeen(seen);
    }

    private static List<Message> readBack(List<Message> read) {
        return read.stream().map(line -> Message.of("fail.seen.readBack", line)).toList();
    }

    /** What a step rests on is not so any more; nothing of it was written. */
    static Problem notReady(DeviceName device, Step step, Proof needed, List<Message> read) {
        if (needed instanceof Proof.NoHolder(DeviceName held)) {
            return PlanProblems.inUse(held, read);
        }
        List<Message> seen = new ArrayList<>();
        seen.add(Message.of("fail.seen.needed", needed.message()));
        read.forEach(line -> seen.add(Message.of("fail.seen.read", line)));
        return Problem.keyed(Kind.FAILED, "fail.notReady", device, step.action().message())
                .withSeen(seen);
    }

    /** The admin gave the plan up. */
    static Problem cancelled(Action action) {
        return Problem.keyed(Kind.CANCELLED, "fail.cancelled", PLAN, action.message());
    }

    /** The plan had been carried out by a helper that is dead. */
    static Problem interrupted(Change change) {
        return Problem.keyed(Kind.FAILED, "fail.interrupted", PLAN, change.message());
    }

    /** An interrupted plan was left as it was. */
    static Problem forgotten() {
        return Problem.keyed(Kind.CANCELLED, "fail.forgotten", PLAN);
    }

    static Problem rangesUnknown(Action.RestoreRanges action, Message whyNot) {
        return Problem.keyed(Kind.FAILED, "fail.rangesUnknown", action.device(), action.message(), whyNot);
    }

    /** A step is not begun whose undo needs to know what was there before. */
    static Problem notRemembered(DeviceName device, Step step) {
        return Problem.keyed(
                Kind.FAILED, "fail.notRemembered", device, step.action().message());
    }

    /** The new device has another name than the plan says, and was given up again, or could not be. */
    static Problem otherName(Action.CreateDevice action, DeviceName made, Optional<Errno> left) {
        Cause cause =
                left.isPresent() ? Cause.keyed("cause.otherName.left", made) : Cause.keyed("cause.otherName.deleted");
        Problem problem = Problem.of(
                        Kind.FAILED,
                        action.expected().toString(),
                        Message.of("fail.otherName", made, action.expected()),
                        cause.why(),
                        cause.cure())
                .withSeen(List.of(Message.of("fail.seen.create", made)));
        return left.map(problem::withErrno).orElse(problem);
    }

    static Problem defect(DeviceName device, Step step, Throwable defect) {
        return defect(device, Message.of("fail.defectAt", step.action().message()), defect);
    }

    static Problem defect(DeviceName device, Throwable defect) {
        return defect(device, Message.of("fail.defect"), defect);
    }

    private static Problem defect(DeviceName device, Message fact, Throwable defect) {
        Cause cause = defect instanceof OutOfMemoryError ? Cause.keyed("cause.ownMemory") : Cause.keyed("cause.defect");
        return Problem.of(Kind.FAILED, device.toString(), fact, cause.why(), cause.cure())
                .withEvidence(List.of(defect.toString()));
    }

    /** A change was undone, and what its device was before or is now could not all be read. */
    static Problem notKnownToBeAsBefore(DeviceName device) {
        return Problem.keyed(Kind.FAILED, "fail.beforeUnknown", device, device);
    }

    static Problem othersUnknown(DeviceName device, Step step, Message whyNot) {
        return Problem.keyed(
                        Kind.FAILED, "fail.othersUnknown", device, step.action().message())
                .withSeen(List.of(Message.of("read.file", KernelPath.DAX_DEVICES, whyNot)));
    }

    static Problem otherMoved(Step step, DeviceName other, Reading<Driver> was, Reading<Driver> now) {
        return Problem.keyed(
                        Kind.FAILED,
                        "fail.otherMoved",
                        other,
                        other,
                        step.action().message())
                .withSeen(List.of(
                        Message.of("fail.seen.before", ProofCheck.link(other, was)),
                        Message.of("fail.seen.now", ProofCheck.link(other, now))));
    }

    /** Linux 6.12 takes a range of no whole number of alignments for done, and does nothing (drivers/dax/bus.c). */
    private static Problem mappingIgnored(Action.AddMapping action, List<Message> read) {
        KernelWrite write = action.writes().getFirst();
        return Problem.keyed(Kind.FAILED, "fail.mappingIgnored", action.device(), action.message())
                .withSeen(written(write.value() + " > " + write.path(), readBack(read)));
    }
}
