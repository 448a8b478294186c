// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.inspector;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.ui.plan.ChangeQueue;
import io.github.daxboard.ui.plan.MoveCommand;
import io.github.daxboard.ui.plan.PlanViewModel;
import io.github.daxboard.ui.session.HostSession;
import io.github.daxboard.ui.session.Selection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The inspector without controls: a function of the newest snapshot, the queue, and what was selected. */
public final class InspectorViewModel {
    private final HostSession session;
    private final ChangeQueue queue;
    private final PlanViewModel plan;
    private final Selection selection;
    private final MoveCommand command;
    private final BiConsumer<DeviceName, Mode> mover;
    private final NodeHistory history = new NodeHistory();
    private final ReadOnlyObjectWrapper<Optional<InspectorPicture>> picture =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    /** @param mover the one way to move a device, which also says what came of it */
    public InspectorViewModel(
            HostSession session,
            Selection selection,
            ChangeQueue queue,
            MoveCommand command,
            PlanViewModel plan,
            BiConsumer<DeviceName, Mode> mover) {
        this.session = session;
        this.selection = selection;
        this.queue = queue;
        this.command = command;
        this.plan = plan;
        this.mover = mover;
        session.state().subscribe((before, now) -> read());
        session.readAt().subscribe((before, now) -> read());
        queue.changes().subscribe((before, now) -> redraw());
        plan.run().subscribe((before, now) -> redraw());
        selection.devices().subscribe((before, now) -> redraw());
        read();
    }

    public ReadOnlyObjectProperty<Optional<InspectorPicture>> picture() {
        return picture.getReadOnlyProperty();
    }

    private void read() {
        session.snapshot()
                .ifPresent(
                        snapshot -> history.add(snapshot, session.readAt().get().orElse(snapshot.taken())));
        redraw();
    }

    private void redraw() {
        picture.set(session.snapshot()
                .flatMap(snapshot -> selection
                        .newest()
                        .filter(name -> snapshot.device(name).isPresent())
                        .map(name -> draw(snapshot, name))));
    }

    private InspectorPicture draw(Snapshot snapshot, DeviceName name) {
        Optional<InspectorPictures.Queued> queued = queue.list().stream()
                .flatMap(change -> change instanceof Change.SwitchMode request ? Stream.of(request) : Stream.empty())
                .filter(request -> request.device().equals(name))
                .map(request -> new InspectorPictures.Queued(
                        request.to(), queue.indexOf(name).orElseThrow() + 1))
                .findFirst();
        return new InspectorPictures(snapshot, history).draw(name, command.verdicts(name), queued, plan.isRunning());
    }

    public void move(DeviceName device, Mode mode) {
        mover.accept(device, mode);
    }

    public void unselect() {
        selection.clear();
    }
}
