// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.capture.BadCaptureException;
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
import io.github.daxboard.text.Message;
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
    public HostConnection open(HostAddress address, Consumer<Message> progress) throws HostException {
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
        return ComposedConnection.changeable(
                name, address, Rights.of(Message.of("client.rights.simulated")), snapshots, engine, engine);
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
                    Rights.of(Message.verbatim("root")),
                    snapshots,
                    applier(address, command, name, snapshots),
                    past(address, command, name));
        }
        if (!Files.isExecutable(settings.helper())) {
            return ComposedConnection.readOnly(
                    name, address, Message.of("client.rights.noHelper"), snapshots, noHelper());
        }
        HelperCommand command = new HelperCommand(byPkexec(), new PkexecFailures(), BY_PKEXEC);
        return ComposedConnection.changeable(
                name,
                address,
                new Rights(Message.of("client.rights.asks"), true),
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
                    Problem.keyed(
                                    Kind.USAGE,
                                    "client.badCapture",
                                    address.path().toString(),
                                    address.path())
                            .withSeen(List.of(why(e))),
                    e);
        }
        Path file = Optional.ofNullable(address.path().getFileName()).orElse(address.path());
        HostName name = KernelSnapshots.nameOf(tree).orElseGet(() -> new HostName(file.toString()));
        return ComposedConnection.readOnly(
                name,
                address,
                Message.of("client.rights.captured"),
                new KernelSnapshots(tree, name, clock),
                onlyAPicture(address));
    }

    private static Message why(IOException e) {
        return switch (e) {
            case BadCaptureException bad -> bad.reason();
            case NoSuchFileException absent -> Message.of("client.file.absent");
            case AccessDeniedException denied -> Message.of("client.file.denied");
            case FileSystemException failed when failed.getReason() != null -> Message.verbatim(failed.getReason());
            default ->
                Optional.ofNullable(e.getMessage())
                        .map(Message::verbatim)
                        .orElseGet(() -> Message.of("client.file.unreadable"));
        };
    }

    private static Problem onlyAPicture(HostAddress.Captured address) {
        return Problem.keyed(Kind.NOT_ALLOWED, "client.onlyCaptured", address.text());
    }

    private static AutoCloseable watchThisMachine(Runnable onStale) throws HostException {
        Reading<KernelWatch> watch = KernelWatch.start(onStale, KernelWatch.RESCAN);
        if (watch.value().isEmpty()) {
            throw new HostException(Problem.keyed(Kind.UNREACHABLE, "client.noEvents", "local", watch.message()));
        }
        return watch.value().get();
    }

    private static RealKernel realKernel() throws HostException {
        try {
            return RealKernel.open();
        } catch (IllegalStateException | UnsatisfiedLinkError e) {
            throw new HostException(
                    Problem.keyed(Kind.UNREACHABLE, "client.notLinux", "local", String.valueOf(e.getMessage())), e);
        }
    }

    private Problem noHelper() {
        return Problem.keyed(Kind.NOT_ALLOWED, "client.noHelper", "local", settings.helper());
    }

    private HostConnection ssh(HostAddress.Ssh host, Consumer<Message> progress) throws HostException {
        progress.accept(Message.of("client.stage.connecting", host.text()));
        Message rights =
                host.user().equals("root") ? Message.of("client.rights.rootSsh") : Message.of("client.rights.sudoSsh");
        HelperCommand command = new SshCommands(settings.ssh()).forHost(host);
        return remote(host, command, new Trees(host, Optional.empty()), rights);
    }

    private HostConnection lab(HostAddress.Lab address, Consumer<Message> progress) throws HostException {
        LabEnv lab = new Lab(settings.checkout(), settings.labFolder()).up(progress);
        progress.accept(Message.of("client.stage.lab"));
        HelperCommand command = new SshCommands(settings.ssh()).forLab(lab);
        return remote(
                address,
                command,
                new Trees(address, Optional.of(new HostName("lab"))),
                Message.of("client.rights.lab"));
    }

    /** Takes a first picture, which shows that the host can be reached, and what it is called. */
    private static HostConnection remote(HostAddress address, HelperCommand command, Trees trees, Message rights)
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
