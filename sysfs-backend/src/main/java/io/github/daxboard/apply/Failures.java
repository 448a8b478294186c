// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.kernel.KernelPort.ModuleError;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Reading;
import io.github.daxboard.plan.Action;
import io.github.daxboard.plan.KernelWrite;
import io.github.daxboard.plan.Proof;
import io.github.daxboard.plan.Refusal;
import io.github.daxboard.plan.Refusal.Kind;
import io.github.daxboard.plan.Refusals;
import io.github.daxboard.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of every failure that running a plan can meet: which write, which error, what it means. */
final class Failures {
    private static final int LOG_LINES_SHOWN = 4;

    private Failures() {}

    static Refusal writeRefused(Action action, KernelWrite write, Errno errno, List<String> log) {
        Cause cause = cause(action, errno);
        List<String> evidence = new ArrayList<>();
        evidence.add(write.value() + " > " + write.path());
        evidence.addAll(relevant(log, action));
        return Refusal.of(
                        Kind.FAILED,
                        write.value(),
                        "The kernel refused: " + action.describe() + ".",
                        cause.why(),
                        cause.cure())
                .withErrno(errno)
                .withEvidence(evidence);
    }

    /** new_id stored the id, and the driver's probe failed; only the log has the errno. */
    static Refusal probeFailed(Action.BindOrRegister action, List<String> log) {
        Optional<Errno> errno = errnoInLog(log, action.device(), action.driver());
        Cause cause = errno.map(number -> cause(action, number))
                .orElse(new Cause(
                        "The driver's probe refused the device. new_id does not say why, and neither does the log.",
                        "Look at the kernel's log, then plan again."));
        List<String> evidence = new ArrayList<>();
        evidence.add(action.device() + " > " + action.writes().get(1).path());
        evidence.addAll(relevant(log, action));
        Refusal refusal = Refusal.of(
                        Kind.FAILED,
                        action.device().toString(),
                        "The kernel refused: " + action.describe() + ".",
                        cause.why(),
                        cause.cure())
                .withEvidence(evidence);
        return errno.map(refusal::withErrno).orElse(refusal);
    }

    static Refusal moduleNotLoaded(Driver driver, ModuleError error, List<String> log) {
        List<String> kernelSaid = log.stream()
                .filter(line -> line.contains(driver.name()))
                .limit(LOG_LINES_SHOWN)
                .toList();
        List<String> evidence = new ArrayList<>();
        evidence.add("modprobe " + driver + " ended with " + error.exit());
        error.words().lines().limit(LOG_LINES_SHOWN).forEach(evidence::add);
        evidence.addAll(kernelSaid);
        ModuleTrouble trouble = ModuleTrouble.of(error.words(), kernelSaid);
        Refusal refusal = Refusal.of(
                        Kind.FAILED,
                        driver.name(),
                        "The module " + driver + " could not be loaded.",
                        trouble.why(),
                        trouble.cure(driver))
                .withEvidence(evidence);
        return trouble.errno().map(refusal::withErrno).orElse(refusal);
    }

    static Refusal notProved(DeviceName device, Step step, List<String> read, List<String> log) {
        if (step.proof() instanceof Proof.NoHolder(DeviceName held)) {
            return Refusals.heldBy(held, read);
        }
        List<String> evidence = new ArrayList<>();
        evidence.add("promised: " + step.proof().describe());
        read.forEach(line -> evidence.add("read back: " + line));
        evidence.addAll(relevant(log, step.action()));
        return Refusal.of(
                        Kind.FAILED,
                        device.toString(),
                        step.action().describe() + ": the read-back does not show it.",
                        "The kernel reported no error, and yet the host is not as the step promised. Somebody else may"
                                + " have changed it at the same moment.",
                        "Look who else changes DAX devices on this host, then plan again.")
                .withEvidence(evidence);
    }

    static Refusal defect(DeviceName device, Step step, RuntimeException defect) {
        return Refusal.of(
                        Kind.FAILED,
                        device.toString(),
                        "Daxboard failed at: " + step.action().describe() + ".",
                        "This is a defect of Daxboard's, not of the host.",
                        "Report it with the line below; plan again when the device's state is as you expect.")
                .withEvidence(List.of(defect.toString()));
    }

    static Refusal otherMoved(Step step, DeviceName other, Reading<Driver> was, Reading<Driver> now) {
        return Refusal.of(
                        Kind.FAILED,
                        other.toString(),
                        other + " changed its driver while this ran: "
                                + step.action().describe() + ".",
                        "It is not part of the plan. Another tool moved it, or an id that a tool left in a driver's list"
                                + " did.",
                        "Look at " + other + ", then plan again.")
                .withEvidence(List.of(
                        "before: " + ProofCheck.linkWords(other, was), "now: " + ProofCheck.linkWords(other, now)));
    }

    private record Cause(String why, String cure) {}

    private static Cause cause(Action action, Errno errno) {
        boolean binding = action instanceof Action.Bind || action instanceof Action.BindOrRegister;
        if (errno.equals(Errno.EACCES) || errno.equals(Errno.EPERM)) {
            return new Cause(
                    "This needs root, and the process that wrote is not root.", "Apply it through the helper.");
        }
        if (binding && errno.equals(Errno.EBUSY)) {
            return new Cause(
                    "A program still has the device open or mapped from its old mode, or something else owns the memory.",
                    "End the programs that use it (Holders shows them), then plan again.");
        }
        if (binding && errno.equals(Errno.ENODEV)) {
            return new Cause(
                    "The driver does not match the device: its id is not in the driver's list, or the device is gone.",
                    "Look again; another tool may have taken the id out.");
        }
        if (binding && errno.equals(Errno.EINVAL)) {
            return new Cause(
                    "The driver's probe refused the device: its page map was left over, or its range is not what the"
                            + " driver can take.",
                    "Read the kernel's lines below. A device that an earlier failure left so needs to be made anew.");
        }
        if (binding && errno.equals(Errno.ENXIO)) {
            return new Cause("The device has size 0.", "Give it a size first.");
        }
        if (errno.equals(Errno.ENOMEM)) {
            return new Cause(
                    "There is not enough free ordinary memory for the device's page map (16 MiB a GiB).",
                    "Free some memory, then plan again.");
        }
        if (action instanceof Action.Unbind && errno.equals(Errno.ENODEV)) {
            return new Cause(
                    "It is not bound to that driver any more.", "Look again: somebody else has just moved it.");
        }
        if (errno.equals(Errno.ENOENT)) {
            return new Cause(
                    "The driver went away: its folder is no longer on the dax bus.",
                    "Look again: somebody may have unloaded its module.");
        }
        return new Cause("The kernel gives no more reason than " + errno.words() + ".", "Look again, then plan again.");
    }

    private static List<String> relevant(List<String> log, Action action) {
        List<String> names =
                action.writes().stream().map(KernelWrite::value).distinct().toList();
        return log.stream()
                .filter(line -> line.contains("dax") || names.stream().anyMatch(line::contains))
                .limit(LOG_LINES_SHOWN)
                .toList();
    }

    /** drivers/base/dd.c words a failed probe so; older kernels say "probe of dax0.0 failed with error -16". */
    static Optional<Errno> errnoInLog(List<String> log, DeviceName device, Driver driver) {
        Pattern line = Pattern.compile("\\Q" + device + "\\E.*probe with driver \\Q" + driver
                + "\\E failed with error -(\\d{1,4})|probe of \\Q" + device + "\\E failed with error -(\\d{1,4})");
        return log.stream()
                .map(line::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1) != null ? matcher.group(1) : matcher.group(2))
                .map(number -> new Errno(Integer.parseInt(number)))
                .findFirst();
    }
}
