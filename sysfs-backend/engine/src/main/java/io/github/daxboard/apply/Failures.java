// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of every failure that running a plan can meet: which write, which error, what it means. */
final class Failures {
    private static final int LOG_LINES_SHOWN = 4;

    private Failures() {}

    static Problem writeRefused(Action action, KernelWrite write, Errno errno, List<String> log) {
        Cause cause = cause(action, errno);
        List<String> evidence = new ArrayList<>();
        evidence.add(write.value() + " > " + write.path());
        evidence.addAll(relevant(log, action));
        return Problem.of(
                        Kind.FAILED,
                        write.value(),
                        "The kernel refused: " + action.describe() + ".",
                        cause.why(),
                        cause.cure())
                .withErrno(errno)
                .withEvidence(evidence);
    }

    /** new_id stored the id, and the driver's probe failed; only the log has the errno. */
    static Problem probeFailed(Action.BindOrRegister action, List<String> log) {
        Optional<Errno> errno = errnoInLog(log, action.device(), action.driver());
        Cause cause = errno.map(number -> cause(action, number))
                .orElse(new Cause(
                        "The driver's probe refused the device. new_id does not say why, and neither does the log.",
                        "Look at the kernel's log, then plan again."));
        List<String> evidence = new ArrayList<>();
        evidence.add(action.device() + " > " + action.writes().get(1).path());
        evidence.addAll(relevant(log, action));
        Problem refusal = Problem.of(
                        Kind.FAILED,
                        action.device().toString(),
                        "The kernel refused: " + action.describe() + ".",
                        cause.why(),
                        cause.cure())
                .withEvidence(evidence);
        return errno.map(refusal::withErrno).orElse(refusal);
    }

    static Problem moduleNotLoaded(Driver driver, ModuleError error, List<String> log) {
        List<String> kernelSaid = log.stream()
                .filter(line -> line.contains(driver.name()))
                .limit(LOG_LINES_SHOWN)
                .toList();
        List<String> evidence = new ArrayList<>();
        evidence.add("modprobe " + driver + " ended with " + error.exit());
        error.words().lines().limit(LOG_LINES_SHOWN).forEach(evidence::add);
        evidence.addAll(kernelSaid);
        ModuleTrouble trouble = ModuleTrouble.of(error.words(), kernelSaid);
        Problem refusal = Problem.of(
                        Kind.FAILED,
                        driver.name(),
                        "The module " + driver + " could not be loaded.",
                        trouble.why(),
                        trouble.cure(driver))
                .withEvidence(evidence);
        return trouble.errno().map(refusal::withErrno).orElse(refusal);
    }

    static Problem notProved(DeviceName device, Step step, List<String> read, List<String> log) {
        if (step.proof() instanceof Proof.NoHolder(DeviceName held)) {
            return PlanProblems.heldBy(held, read);
        }
        if (step.proof() instanceof Proof.MemoryGone && read.stream().anyMatch(Failures::isMemory)) {
            return pinned(device, read, log);
        }
        if (step.action() instanceof Action.AddMapping add) {
            return mappingIgnored(add, read);
        }
        List<String> evidence = new ArrayList<>();
        evidence.add("promised: " + step.proof().describe());
        read.forEach(line -> evidence.add("read back: " + line));
        evidence.addAll(relevant(log, step.action()));
        return Problem.of(
                        Kind.FAILED,
                        device.toString(),
                        step.action().describe() + ": the read-back does not show it.",
                        "The kernel reported no error, and yet the host is not as the step promised. Somebody else may"
                                + " have changed it at the same moment.",
                        "Look who else changes DAX devices on this host, then plan again.")
                .withEvidence(evidence);
    }

    /** What a step rests on is not so any more; nothing of it was written. */
    static Problem notReady(DeviceName device, Step step, Proof needed, List<String> read) {
        if (needed instanceof Proof.NoHolder(DeviceName held)) {
            return PlanProblems.heldBy(held, read);
        }
        List<String> evidence = new ArrayList<>();
        evidence.add("needed: " + needed.describe());
        read.forEach(line -> evidence.add("read: " + line));
        return Problem.of(
                        Kind.FAILED,
                        device.toString(),
                        "Not done: " + step.action().describe() + ".",
                        "Right before the write the host was not as the step needs it: somebody else has just changed"
                                + " it.",
                        "Look who else changes DAX devices or memory on this host (a udev rule, another tool), then"
                                + " plan again.")
                .withEvidence(evidence);
    }

    /** kmem let the device go, and its memory stayed. */
    static Problem pinned(DeviceName device, List<String> read, List<String> log) {
        List<String> evidence = new ArrayList<>(read);
        log.stream().filter(line -> line.contains("dax")).limit(LOG_LINES_SHOWN).forEach(evidence::add);
        return Problem.of(
                        Kind.FAILED,
                        device.toString(),
                        device + " is pinned until reboot.",
                        "A block of it was brought online by somebody else in the moment between the last look and the"
                                + " unbind. kmem let the device go all the same, and the kernel keeps its memory.",
                        "Reboot to get the device back. Until then its memory can be used as ordinary memory. Before you"
                                + " try again, find what brings memory online by itself: udev rules, or"
                                + " auto_online_blocks.")
                .withEvidence(evidence);
    }

    /** The admin gave the plan up. */
    static Problem cancelled(Action action) {
        return Problem.of(
                Kind.CANCELLED,
                "the plan",
                "Cancelled at: " + action.describe() + ".",
                "It was asked for while the plan ran.",
                "Plan again when you want to go on.");
    }

    /** The plan had been carried out by a helper that is dead. */
    static Problem interrupted(Change change) {
        return Problem.of(
                Kind.FAILED,
                "the plan",
                "It was interrupted at: " + change.describe() + ".",
                "The helper that carried it out was killed, or the machine went down.",
                "Plan again when you want to go on.");
    }

    /** An interrupted plan was left as it was. */
    static Problem forgotten() {
        return Problem.of(
                Kind.CANCELLED,
                "the plan",
                "It was interrupted, and left as it was.",
                "Nobody finished it, and nobody undid it.",
                "Look at what the devices are, and plan again.");
    }

    static Problem blocksUnknown(Action action, DeviceName device, String whyNot) {
        return Problem.of(
                Kind.FAILED,
                device.toString(),
                "Not done: " + action.describe() + ".",
                "Which memory blocks are the device's could not be read: " + whyNot + ".",
                "Look whether the device is still there, then plan again.");
    }

    static Problem rangesUnknown(Action.RestoreRanges action, String whyNot) {
        return Problem.of(
                Kind.FAILED,
                action.device().toString(),
                "Not done: " + action.describe() + ".",
                "Which ranges it has or had could not be read: " + whyNot + ".",
                "Look at its size and place, and resize or destroy it by hand.");
    }

    /** A step is not begun whose undo needs to know what was there before. */
    static Problem notRemembered(DeviceName device, Step step) {
        return Problem.of(
                Kind.FAILED,
                device.toString(),
                "Not done: " + step.action().describe() + ".",
                "Where its memory lies, or what state its memory blocks have, could not be read. It could not be put back if"
                        + " a later step failed.",
                "Look whether the device is still there, then plan again.");
    }

    static Problem blockRefused(Action action, long block, String word, String zone, Errno errno, List<String> log) {
        Cause cause = blockCause(word, errno);
        List<String> evidence = new ArrayList<>();
        evidence.add(word + " > " + KernelPath.MEMORY.child("memory" + block).child("state"));
        evidence.add("memory" + block + " is in " + zone);
        evidence.addAll(aboutMemory(log));
        return Problem.of(
                        Kind.FAILED,
                        "memory" + block,
                        "The kernel refused to set memory block " + block + " to " + word + ": " + action.describe()
                                + ".",
                        cause.why(),
                        cause.cure())
                .withErrno(errno)
                .withEvidence(evidence);
    }

    static Problem blockTooSlow(Action action, long block, String zone, Duration limit, List<String> log) {
        List<String> evidence = new ArrayList<>();
        evidence.add("offline > " + KernelPath.MEMORY.child("memory" + block).child("state"));
        evidence.add("memory" + block + " is in " + zone);
        evidence.addAll(aboutMemory(log));
        return Problem.of(
                        Kind.FAILED,
                        "memory" + block,
                        "Memory block " + block + " did not go offline in " + limit.toSeconds() + " s: "
                                + action.describe() + ".",
                        "The kernel goes on trying to move its pages for ever; the write was ended by a signal. Something"
                                + " keeps pages of it where they are, or they are written to faster than they move.",
                        "End or move the programs that use memory of its node, then plan again.")
                .withErrno(Errno.ETIMEDOUT)
                .withEvidence(evidence);
    }

    /** The new device has another name than the plan says, and was given up again, or could not be. */
    static Problem otherName(Action.CreateDevice action, DeviceName made, Optional<Errno> left) {
        Problem refusal = Problem.of(
                        Kind.FAILED,
                        action.expected().toString(),
                        "The kernel made " + made + " in place of " + action.expected() + ".",
                        left.isPresent()
                                ? "Somebody else made or deleted a device at the same moment. The new one is left, with"
                                        + " size 0: it could not be deleted again."
                                : "Somebody else made or deleted a device at the same moment. The new one was deleted"
                                        + " again.",
                        left.isPresent() ? "Destroy " + made + ", then plan again." : "Look again, then plan again.")
                .withEvidence(List.of("create reads " + made));
        return left.map(refusal::withErrno).orElse(refusal);
    }

    private static Cause blockCause(String word, Errno errno) {
        boolean offline = word.equals("offline");
        if (errno.equals(Errno.EBUSY)) {
            return offline
                    ? new Cause(
                            "Pages of it can't be moved, or did not move in several tries: memory of the kernel's own,"
                                    + " pages pinned by a device or a virtual machine, huge pages without room elsewhere.",
                            "End what uses memory of its node (see the kernel's own lines, quoted here). A block in a kernel zone"
                                    + " often stays until a reboot.")
                    : new Cause(
                            "That zone can't be used for it: its neighbours are in another one.",
                            "Take the device's other blocks offline first, or choose the other zone.");
        }
        if (errno.equals(Errno.EINVAL)) {
            return new Cause(
                    offline
                            ? "It is not online any more, or it holds what the kernel never takes offline."
                            : "It is online already, or the kernel does not take the word.",
                    "Look again: somebody else may have just changed it.");
        }
        if (errno.equals(Errno.EINTR)) {
            return new Cause("A signal ended the write from outside.", "Find who sent it, then plan again.");
        }
        if (errno.equals(Errno.EPERM)) {
            return new Cause("This kernel takes no memory offline.", "Reboot without it instead.");
        }
        if (errno.equals(Errno.ENOMEM)) {
            return new Cause("There is not enough free memory for what the kernel needs for it.", "Free some memory.");
        }
        if (errno.equals(Errno.ENOENT) || errno.equals(Errno.ENODEV)) {
            return new Cause("The block is gone.", "Look again: somebody else has just removed it.");
        }
        return new Cause("The kernel gives no more reason than " + errno.words() + ".", "Look again, then plan again.");
    }

    /** What mm/memory_hotplug.c and mm/page_isolation.c say of a block that does not go. */
    private static List<String> aboutMemory(List<String> log) {
        return log.stream()
                .filter(line -> line.contains("offlin")
                        || line.contains("onlin")
                        || line.contains("isolate")
                        || line.contains("unmovable")
                        || line.contains("migrat")
                        || line.startsWith("page:"))
                .distinct()
                .limit(LOG_LINES_SHOWN)
                .toList();
    }

    static Problem defect(DeviceName device, Step step, Throwable defect) {
        return defect(device.toString(), "Daxboard failed at: " + step.action().describe() + ".", defect);
    }

    static Problem defect(DeviceName device, Throwable defect) {
        return defect(device.toString(), "Daxboard failed in the middle of the plan.", defect);
    }

    private static Problem defect(String object, String what, Throwable defect) {
        String why = defect instanceof OutOfMemoryError
                ? "Daxboard ran out of memory of its own. Nothing is wrong with the host."
                : "This is a defect of Daxboard's, not of the host.";
        return Problem.of(
                        Kind.FAILED,
                        object,
                        what,
                        why,
                        "Report it with the line below; plan again when the device's state is as you expect.")
                .withEvidence(List.of(defect.toString()));
    }

    /** A change was undone, and what its device was before or is now could not all be read. */
    static Problem notKnownToBeAsBefore(DeviceName device) {
        return Problem.of(
                Kind.FAILED,
                device.toString(),
                "Whether " + device + " is as it was before is not known.",
                "Its driver, its size or its memory blocks could not be read, when the change began or now.",
                "Look at it with daxboard show " + device + ".");
    }

    static Problem othersUnknown(DeviceName device, Step step, String whyNot) {
        return Problem.of(
                        Kind.FAILED,
                        device.toString(),
                        "Whether other devices changed their driver is not known: "
                                + step.action().describe() + ".",
                        "The devices of the bus could not be listed.",
                        "Look at the devices of this host, then plan again.")
                .withEvidence(List.of(KernelPath.DAX_DEVICES + ": " + whyNot));
    }

    static Problem otherMoved(Step step, DeviceName other, Reading<Driver> was, Reading<Driver> now) {
        return Problem.of(
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

    private static boolean isMemory(String read) {
        return read.startsWith(KernelPath.MEMORY.text()) || read.startsWith("/proc/iomem:");
    }

    /** Linux 6.12 takes a range of no whole number of alignments for done, and does nothing (drivers/dax/bus.c). */
    private static Problem mappingIgnored(Action.AddMapping action, List<String> read) {
        List<String> evidence = new ArrayList<>();
        evidence.add(action.writes().getFirst().value() + " > "
                + action.writes().getFirst().path());
        read.forEach(line -> evidence.add("read back: " + line));
        return Problem.of(
                        Kind.FAILED,
                        action.device().toString(),
                        action.describe() + ": the kernel reported success and did nothing.",
                        "The range is no multiple of the device's alignment, or its region's driver is gone; the kernel"
                                + " does not say so.",
                        "Choose a start and a length that are multiples of the alignment, then plan again.")
                .withEvidence(evidence);
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
                    "Read the kernel's own lines, quoted here. A device that an earlier failure left so needs to be made anew.");
        }
        if (binding && errno.equals(Errno.ENXIO)) {
            return new Cause("The device has size 0.", "Give it a size first.");
        }
        Optional<Cause> ofShape = shapeCause(action, errno);
        if (ofShape.isPresent()) {
            return ofShape.get();
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

    /** Why the shape of a device or a region did not change (drivers/dax/bus.c). */
    private static Optional<Cause> shapeCause(Action action, Errno errno) {
        return switch (action) {
            case Action.SetSize set -> sizeCause(errno);
            case Action.RestoreRanges restore -> mappingCause(errno).or(() -> sizeCause(errno));
            case Action.SetAlign set -> alignCause(errno);
            case Action.AddMapping add -> mappingCause(errno);
            case Action.CreateDevice create -> createCause(errno);
            case Action.DeleteDevice delete -> deleteCause(delete, errno);
            case Action.SetHotplugState set -> hotplugCause(errno);
            default -> Optional.empty();
        };
    }

    private static Optional<Cause> sizeCause(Errno errno) {
        return switch (errno.symbol()) {
            case "EBUSY" -> because("A driver is bound to it.", "Unbind it first, then plan again.");
            case "ENOSPC" ->
                because(
                        "The region has not that much free any more.",
                        "Somebody else took of it. Look again and choose a smaller size.");
            case "EINVAL" ->
                because(
                        "The size is no multiple of the device's alignment or of 2 MiB.",
                        "Choose a multiple of its alignment.");
            case "ENXIO" ->
                because(
                        "The region's driver is gone, or what it would grow by is no multiple of the alignment.",
                        "Look whether the region is still there, then plan again.");
            case "EINTR" -> because("A signal ended the write from outside.", "Find who sent it, then plan again.");
            default -> Optional.empty();
        };
    }

    private static Optional<Cause> alignCause(Errno errno) {
        return switch (errno.symbol()) {
            case "EBUSY" -> because("A driver is bound to it.", "Unbind it first, then plan again.");
            case "EINVAL" ->
                because(
                        "The processor has no pages of that size, or a range of the device is no multiple of it.",
                        "Choose a smaller alignment, or give the device the alignment while it is empty.");
            case "ENXIO" -> because("The region's driver is gone.", "Look whether the region is still there.");
            default -> Optional.empty();
        };
    }

    private static Optional<Cause> mappingCause(Errno errno) {
        return switch (errno.symbol()) {
            case "ENOMEM" ->
                because(
                        "The range is not free any more, or is not the region's.",
                        "Look again: somebody else may have taken of it.");
            case "ENXIO" -> because("The region's driver is gone.", "Look whether the region is still there.");
            case "EIO" ->
                because(
                        "The kernel took nothing of the write and gave no error: the region's driver is gone.",
                        "Look whether the region is still there.");
            default -> Optional.empty();
        };
    }

    private static Optional<Cause> createCause(Errno errno) {
        return errno.equals(Errno.ENOSPC)
                ? because("The region has nothing free any more.", "Somebody else took of it. Look again.")
                : Optional.empty();
    }

    private static Optional<Cause> deleteCause(Action.DeleteDevice action, Errno errno) {
        boolean first = action.device().isSeed();
        return switch (errno.symbol()) {
            case "EBUSY" ->
                first
                        ? because(
                                "The kernel keeps the first device of a region for as long as the region is there.",
                                "Leave it: with size 0 it takes nothing.")
                        : because(
                                "A driver is bound to it, or it still has memory.",
                                "Somebody else has just changed it. Look again.");
            case "ENXIO" -> because("It is gone already.", "Look again: somebody else has deleted it.");
            default -> Optional.empty();
        };
    }

    private static Optional<Cause> hotplugCause(Errno errno) {
        return errno.equals(Errno.EBUSY)
                ? because(
                        "Pages of it can't be moved, so the kernel put all of it back.",
                        "End what uses memory of its node, then plan again.")
                : Optional.empty();
    }

    private static Optional<Cause> because(String why, String cure) {
        return Optional.of(new Cause(why, cure));
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
