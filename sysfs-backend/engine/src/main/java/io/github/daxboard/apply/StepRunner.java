// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import io.github.daxboard.kernel.KernelPort;
import io.github.daxboard.kernel.KernelPort.LogMark;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.Reading;
import io.github.daxboard.plan.Action;
import io.github.daxboard.plan.KernelWrite;
import io.github.daxboard.plan.KernelWrite.When;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.sysfs.DaxBus;
import io.github.daxboard.sysfs.DeviceLook;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Does what a step says, and no more: every write comes from {@link Action#writes()}, where it was shown. */
final class StepRunner {
    private final KernelPort kernel;
    private final DaxBus bus;

    private final DeviceLook look;
    private final BlockSteps blocks;
    private final RangeSteps ranges;
    private final ProofCheck proofs;

    StepRunner(KernelPort kernel, BlockSteps.Patience patience) {
        this.kernel = kernel;
        this.bus = new DaxBus(kernel);
        this.look = new DeviceLook(kernel);
        this.blocks = new BlockSteps(kernel, patience);
        this.ranges = new RangeSteps(kernel);
        this.proofs = new ProofCheck(kernel);
    }

    /**
     * What doing a step gave, before it is read back.
     *
     * @param touched whether the kernel took any write, or a module was loaded
     * @param failure the first error
     * @param log the kernel's own lines of that moment
     */
    record Performed(boolean touched, Optional<Problem> failure, List<String> log) {}

    Performed perform(Action action, StepContext context) {
        try (LogMark mark = kernel.markLog()) {
            return switch (action) {
                // Its proof is the look itself.
                case Action.CheckHolders look -> new Performed(false, Optional.empty(), List.of());
                case Action.LoadModule(Driver driver) -> load(driver, mark);
                case Action.Register register -> sweeping(register, context.before(), mark);
                case Action.BindOrRegister bind -> bindOrRegister(bind, context.before(), mark);
                case Action.SetAutoprobe set -> writeOnly(set, mark);
                case Action.Unbind unbind -> writeOnly(unbind, mark);
                case Action.Bind bind -> writeOnly(bind, mark);
                case Action.Forget forget -> writeOnly(forget, mark);
                case Action.SetAutoOnline set -> writeOnly(set, mark);
                case Action.SetHotplugState set -> setHotplugState(set, mark);
                case Action.SetSize set -> writeOnly(set, mark);
                case Action.SetAlign set -> writeOnly(set, mark);
                case Action.AddMapping add -> writeOnly(add, mark);
                case Action.DeleteDevice delete -> writeOnly(delete, mark);
                case Action.CreateDevice create -> create(create, context.before(), mark);
                case Action.OnlineBlocks online -> blocks.online(online, context, mark);
                case Action.OfflineBlocks offline -> blocks.offline(offline, context, mark);
                case Action.RestoreRanges restore -> ranges.restore(restore, context.found(), mark);
                case Action.RestoreBlocks restore -> blocks.restore(restore, context, mark);
            };
        }
    }

    private Performed load(Driver driver, LogMark mark) {
        return kernel.loadModule(driver)
                .map(error -> new Performed(
                        false, Optional.of(Failures.moduleNotLoaded(driver, error, mark.linesSince())), List.of()))
                .orElseGet(() -> new Performed(true, Optional.empty(), List.of()));
    }

    /** The one write that takes all blocks offline moves as much memory as a write for each of them. */
    private Performed setHotplugState(Action.SetHotplugState set, LogMark mark) {
        Optional<Problem> noRoom = set.word().equals("unplugged") ? blocks.noRoomFor(set) : Optional.empty();
        return noRoom.map(refusal -> new Performed(false, Optional.of(refusal), List.of()))
                .orElseGet(() -> writeOnly(set, mark));
    }

    private Performed writeOnly(Action action, LogMark mark) {
        return writeOnly(action.writes().getFirst(), action, mark);
    }

    private Performed writeOnly(KernelWrite write, Action action, LogMark mark) {
        Optional<Errno> error = kernel.write(write.path(), write.value());
        List<String> log = error.isPresent() ? mark.linesSince() : List.of();
        return new Performed(
                error.isEmpty(), error.map(errno -> Failures.writeRefused(action, write, errno, log)), log);
    }

    /**
     * The kernel chooses the name, and somebody else may have taken the one that was expected. A device that got another
     * one is given up at once: nobody asked for it.
     */
    private Performed create(Action.CreateDevice action, SortedMap<DeviceName, Reading<Driver>> before, LogMark mark) {
        Performed written = writeOnly(only(action, When.ALWAYS), action, mark);
        Reading<DeviceName> made = look.youngest(action.folder());
        boolean another = written.failure().isEmpty()
                && made.value()
                        .filter(name -> !name.equals(action.expected()) && !before.containsKey(name))
                        .isPresent();
        if (!another) {
            return written;
        }
        DeviceName name = made.value().get();
        KernelPath delete = action.folder().child("dax_region").child("delete");
        Optional<Errno> left = kernel.write(delete, name.toString());
        return new Performed(left.isPresent(), Optional.of(Failures.otherName(action, name, left)), mark.linesSince());
    }

    private Performed sweeping(Action.Register action, SortedMap<DeviceName, Reading<Driver>> before, LogMark mark) {
        Performed written = writeOnly(action, mark);
        Optional<Problem> notGivenBack = giveBack(action, action.driver(), before);
        return new Performed(written.touched(), written.failure().or(() -> notGivenBack), written.log());
    }

    /**
     * A plain bind tells the probe's error. Where the driver does not match (ENODEV), new_id binds, but swallows that
     * error: the kernel's log has it then.
     */
    private Performed bindOrRegister(
            Action.BindOrRegister action, SortedMap<DeviceName, Reading<Driver>> before, LogMark mark) {
        KernelWrite plain = only(action, When.ALWAYS);
        Optional<Errno> error = kernel.write(plain.path(), plain.value());
        if (error.isEmpty()) {
            return new Performed(true, Optional.empty(), List.of());
        }
        if (!error.get().equals(Errno.ENODEV)) {
            List<String> log = mark.linesSince();
            return new Performed(false, Optional.of(Failures.writeRefused(action, plain, error.get(), log)), log);
        }
        return byId(action, before, mark);
    }

    private Performed byId(Action.BindOrRegister action, SortedMap<DeviceName, Reading<Driver>> before, LogMark mark) {
        KernelWrite newId = only(action, When.ON_ENODEV);
        Optional<Errno> error = kernel.write(newId.path(), newId.value());
        KernelWrite removeId = only(action, When.AFTER_NEW_ID);
        Optional<Errno> notForgotten = kernel.write(removeId.path(), removeId.value());
        Optional<Problem> notGivenBack = giveBack(action, action.driver(), before);
        List<String> log = mark.linesSince();
        boolean bound = bus.driver(action.device())
                .value()
                .filter(action.driver()::equals)
                .isPresent();
        Optional<Problem> failure = error.map(errno -> Failures.writeRefused(action, newId, errno, log))
                .or(() -> bound ? Optional.empty() : Optional.of(Failures.probeFailed(action, log)))
                .or(() -> notForgotten.map(errno -> Failures.writeRefused(action, removeId, errno, log)))
                .or(() -> notGivenBack);
        return new Performed(bound, failure, log);
    }

    /**
     * Takes back what a step that was cut off may have left beside its device: the id that new_id gave, and the neighbours
     * that it swept along. A driver that is not on the bus has neither.
     */
    Optional<Problem> tidy(Action action, SortedMap<DeviceName, Reading<Driver>> before) {
        return switch (action) {
            case Action.Register register -> giveBack(register, register.driver(), before);
            case Action.BindOrRegister bind -> {
                KernelWrite removeId = only(bind, When.AFTER_NEW_ID);
                Optional<Errno> error = kernel.write(removeId.path(), removeId.value());
                Optional<Problem> notGivenBack = giveBack(bind, bind.driver(), before);
                yield error.filter(errno -> !errno.equals(Errno.ENOENT))
                        .map(errno -> Failures.writeRefused(bind, removeId, errno, List.of()))
                        .or(() -> notGivenBack);
            }
            default -> Optional.empty();
        };
    }

    private static KernelWrite only(Action action, When when) {
        return action.writes().stream()
                .filter(write -> write.when() == when)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Unbinds each device that was unbound before and that new_id gave to the driver; the first that could not be. One that
     * somebody uses by now stays: the kernel would pull it.
     */
    private Optional<Problem> giveBack(Action action, Driver driver, SortedMap<DeviceName, Reading<Driver>> before) {
        Optional<Problem> failure = Optional.empty();
        for (KernelWrite write : action.writes()) {
            if (write.when() == When.IF_SWEPT && wasSwept(DeviceName.of(write.value()), driver, before)) {
                Optional<Problem> stays = proofs.inUse(DeviceName.of(write.value()))
                        .or(() -> kernel.write(write.path(), write.value())
                                .map(errno -> Failures.writeRefused(action, write, errno, List.of())));
                failure = failure.or(() -> stays);
            }
        }
        return failure;
    }

    private boolean wasSwept(DeviceName other, Driver driver, SortedMap<DeviceName, Reading<Driver>> before) {
        boolean wasUnbound = before.containsKey(other) && before.get(other).isAbsent();
        return wasUnbound && bus.driver(other).value().filter(driver::equals).isPresent();
    }
}
