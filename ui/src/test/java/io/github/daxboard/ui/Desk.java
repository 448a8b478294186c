// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.ui.board.BoardPicture.Place;
import io.github.daxboard.ui.board.BoardPicture.TilePicture;
import io.github.daxboard.ui.board.BoardViewModel;
import io.github.daxboard.ui.inspector.InspectorViewModel;
import io.github.daxboard.ui.plan.AskCommand;
import io.github.daxboard.ui.plan.ChangeQueue;
import io.github.daxboard.ui.plan.MoveCommand;
import io.github.daxboard.ui.plan.PlanPicture;
import io.github.daxboard.ui.plan.PlanViewModel;
import io.github.daxboard.ui.session.HostSession;
import io.github.daxboard.ui.session.Selection;
import io.github.daxboard.ui.session.Threads;
import java.time.InstantSource;
import java.util.List;

/** The view models of one open host, on one thread: what is asked for has happened when the call returns. */
public final class Desk {
    public static final DeviceName DAX00 = DeviceName.of("dax0.0");
    public static final DeviceName DAX01 = DeviceName.of("dax0.1");
    public static final DeviceName DAX02 = DeviceName.of("dax0.2");
    public static final DeviceName DAX03 = DeviceName.of("dax0.3");
    public static final DeviceName DAX12 = DeviceName.of("dax1.2");
    public static final DeviceName DAX20 = DeviceName.of("dax2.0");

    public final SimHost host;
    public final HostSession session;
    public final ChangeQueue queue = new ChangeQueue();
    public final Selection selection = new Selection();
    public final PlanViewModel plan;
    public final AskCommand ask;
    public final MoveCommand move;
    public final BoardViewModel board;
    public final InspectorViewModel inspector;

    public Desk() {
        this(SimHost.demo());
    }

    public Desk(SimHost host) {
        this.host = host;
        this.session =
                new HostSession(host.address(), (address, progress) -> host, new Threads(Runnable::run, Runnable::run));
        this.plan = new PlanViewModel(session, queue, InstantSource.system());
        this.ask = new AskCommand(session, queue);
        this.move = new MoveCommand(session, queue, ask);
        this.board = new BoardViewModel(session, selection, queue, move, ask, plan);
        this.inspector = new InspectorViewModel(session, selection, queue, move, plan, board::move);
        session.open();
    }

    public PlanPicture drawer() {
        return plan.picture().get();
    }

    public List<TilePicture> tiles(DeviceName device) {
        return board.picture().get().regions().stream()
                .flatMap(region -> region.columns().stream())
                .flatMap(column -> column.tiles().stream())
                .filter(tile -> tile.device().equals(device))
                .toList();
    }

    /** Where a device stands, by the words of its columns and places. */
    public List<String> places(DeviceName device) {
        return board.picture().get().regions().stream()
                .flatMap(region -> region.columns().stream())
                .flatMap(column -> column.tiles().stream()
                        .filter(tile -> tile.device().equals(device))
                        .map(tile -> column.mode() + " " + tile.place()))
                .toList();
    }

    public static String at(String mode, Place place) {
        return mode + " " + place;
    }

    public static KernelPath attribute(Driver driver, String name) {
        return KernelPath.DAX_DRIVERS.child(driver.name()).child(name);
    }
}
