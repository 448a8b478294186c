// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.capture.CapturedTree;
import io.github.daxboard.client.ComposedConnection.Rights;
import io.github.daxboard.client.HelperCommand.Patience;
import io.github.daxboard.linux.RealKernel;
import io.github.daxboard.model.HostName;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.plan.Problem.Kind;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import io.github.daxboard.watch.KernelWatch;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens hosts of every kind. */
public final class Hosts implements HostOpener {
    /** A password may take its time; what follows is on this machine. */
    private static final Patience BY_PKEXEC =
            new Patience(Duration.ofMinutes(10), Duration.ofSeconds(60), Duration.ofMinutes(15));

    private static final Patience AS_A_CHILD =
            new Patience(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofMinutes(15));

    private final HostSettings settings;
    private final Clock clock;

    /** As the program was started. */
    public Hosts() {
        this(HostSettings.standard(), Clock.systemUTC());
    }

    /** With other programs or places. */
    public Hosts(HostSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public HostConnection open(HostAddress address, Consumer<String> progress) throws HostException {
        return switch (address) {
            case HostAddress.Local local -> local(local);
            case HostAddress.Demo demo -> demo(demo);
            case HostAddress.Lab lab -> lab(lab, progress);
            case HostAddress.Ssh host -> ssh(host, progress);
            case HostAddress.Captured captured -> captured(captured);
        };
    }

    @Override
    public boolean hasLab() {
        return settings.checkout()
                .filter(checkout -> Files.isExecutable(checkout.resolve("lab").resolve("up")))
                .isPresent();
    }

    private HostConnection demo(HostAddress.Demo address) {
        SimulatedKernel kernel = SimulatedKernel.boot(World.demo(), settings.demoPace());
        HostName name = new HostName("demo");
        SnapshotSource snapshots =
                new KernelSnapshots(kernel, name, clock, onStale -> kernel.listen(event -> onStale.run()));
        EngineApplier engine = new EngineApplier(kernel, clock, snapshots);
        return ComposedConnection.changeable(name, address, Rights.of("simulated"), snapshots, engine, engine);
    }

    private HostConnection local(HostAddress.Local address) throws HostException {
        RealKernel kernel = realKernel();
        HostName name = KernelSnapshots.nameOf(kernel).orElseGet(() -> new HostName("this machine"));
        SnapshotSource snapshots = new KernelSnapshots(kernel, name, clock, Hosts::watchThisMachine);
        List<String> ownHelper = settings.ownHelper();
        if (kernel.isRoot() && !ownHelper.isEmpty()) {
            HelperCommand command = new HelperCommand(ownHelper, new ChildFailures(), AS_A_CHILD, true);
            return ComposedConnection.changeable(
                    name,
                    address,
                    Rights.of("root"),
                    snapshots,
                    applier(address, command, name, snapshots),
                    past(address, command, name));
        }
        if (!Files.isExecutable(settings.helper())) {
            return ComposedConnection.readOnly(name, address, "read-only: no helper", snapshots, noHelper());
        }
        HelperCommand command = new HelperCommand(byPkexec(), new PkexecFailures(), BY_PKEXEC);
        return ComposedConnection.changeable(
                name,
                address,
                new Rights("asks for a password at Apply", true),
                snapshots,
                applier(address, command, name, snapshots),
                past(address, command, name));
    }

    /** The journals are root's: a helper reads them, which is started when they are asked for. */
    private static PastSource past(HostAddress address, HelperCommand command, HostName name) {
        return new PipeSnapshots(address, command, new Trees(address, Optional.of(name)));
    }

    private List<String> byPkexec() {
        // Without an agent pkexec would ask on a terminal that a window does not have.
        return List.of(
                settings.pkexec(), "--disable-internal-agent", settings.helper().toString());
    }

    private static Applier applier(
            HostAddress address, HelperCommand command, HostName name, SnapshotSource snapshots) {
        return new PipeApplier(address, command, new Trees(address, Optional.of(name)), snapshots);
    }

    private HostConnection captured(HostAddress.Captured address) throws HostException {
        CapturedTree tree;
        try {
            tree = CapturedTree.open(address.path());
        } catch (IOException e) {
            throw new HostException(
                    Problem.of(
                                    Kind.USAGE,
                                    address.path().toString(),
                                    "The captured tree " + address.path() + " can't be opened.",
                                    "It must be a folder that holds sys/, or a .tar or .tar.gz of one.",
                                    "Check the path and that you may read it.")
                            .withEvidence(List.of(why(e))),
                    e);
        }
        Path file = Optional.ofNullable(address.path().getFileName()).orElse(address.path());
        HostName name = KernelSnapshots.nameOf(tree).orElseGet(() -> new HostName(file.toString()));
        return ComposedConnection.readOnly(
                name,
                address,
                "read-only: a captured tree",
                new KernelSnapshots(tree, name, clock),
                onlyAPicture(address));
    }

    private static String why(IOException e) {
        return switch (e) {
            case NoSuchFileException absent -> "there is no such file or folder";
            case AccessDeniedException denied -> "permission denied";
            case FileSystemException told -> Objects.requireNonNullElse(told.getReason(), "it can't be read");
            default -> Objects.requireNonNullElse(e.getMessage(), "it can't be read");
        };
    }

    private static Problem onlyAPicture(HostAddress.Captured address) {
        return Problem.of(
                Kind.NOT_ALLOWED,
                address.text(),
                "A captured tree can be looked at, and not changed.",
                "It is what somebody copied from a machine's /sys; there is no kernel behind it.",
                "Open the machine itself, by --host local or --host ssh://user@machine.");
    }

    private static AutoCloseable watchThisMachine(Runnable onStale) throws HostException {
        Reading<KernelWatch> watch = KernelWatch.start(onStale, KernelWatch.RESCAN);
        if (watch.value().isEmpty()) {
            throw new HostException(Problem.of(
                    Kind.UNREACHABLE,
                    "local",
                    "Changes of this machine can't be heard of.",
                    "The kernel gives no socket for its events here: " + watch.whyNot() + ".",
                    "Look again by hand now and then."));
        }
        return watch.value().get();
    }

    private static RealKernel realKernel() throws HostException {
        try {
            return RealKernel.open();
        } catch (IllegalStateException | UnsatisfiedLinkError e) {
            throw new HostException(
                    Problem.of(
                            Kind.UNREACHABLE,
                            "local",
                            "This machine can't be looked at.",
                            String.valueOf(e.getMessage()),
                            "Daxboard runs on Linux with /sys and /proc mounted; the demo runs anywhere: --host demo."),
                    e);
        }
    }

    private Problem noHelper() {
        return Problem.of(
                Kind.NOT_ALLOWED,
                "local",
                "This machine can be looked at, and not changed from here.",
                "Changes need root, and the helper that gets it is not installed: there is no " + settings.helper()
                        + ".",
                "Install Daxboard's package, or start Daxboard with sudo.");
    }

    private HostConnection ssh(HostAddress.Ssh host, Consumer<String> progress) throws HostException {
        progress.accept("connecting to " + host.text());
        String rights = host.user().equals("root") ? "root over ssh" : "sudo over ssh";
        HelperCommand command = new SshCommands(settings.ssh()).forHost(host);
        return remote(host, command, new Trees(host, Optional.empty()), rights);
    }

    private HostConnection lab(HostAddress.Lab address, Consumer<String> progress) throws HostException {
        LabEnv lab = new Lab(settings.checkout(), settings.labFolder()).up(progress);
        progress.accept("starting the helper in the lab");
        HelperCommand command = new SshCommands(settings.ssh()).forLab(lab);
        return remote(address, command, new Trees(address, Optional.of(new HostName("lab"))), "root in the lab");
    }

    /** Takes a first picture, which shows that the host can be reached, and what it is called. */
    private static HostConnection remote(HostAddress address, HelperCommand command, Trees trees, String rights)
            throws HostException {
        PipeSnapshots snapshots = new PipeSnapshots(address, command, trees);
        try {
            Snapshot first = snapshots.take();
            Applier applier = applier(address, command, first.host(), snapshots);
            return ComposedConnection.changeable(
                    first.host(), address, Rights.of(rights), snapshots, applier, snapshots);
        } catch (HostException | RuntimeException e) {
            snapshots.close();
            throw e;
        }
    }
}
