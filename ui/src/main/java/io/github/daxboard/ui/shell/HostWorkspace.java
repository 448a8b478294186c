// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.shell;

import io.github.daxboard.ui.activity.ActivityViewModel;
import io.github.daxboard.ui.board.BoardViewModel;
import io.github.daxboard.ui.export.ExportViewModel;
import io.github.daxboard.ui.inspector.InspectorViewModel;
import io.github.daxboard.ui.map.MapViewModel;
import io.github.daxboard.ui.plan.AskCommand;
import io.github.daxboard.ui.plan.ChangeQueue;
import io.github.daxboard.ui.plan.MoveCommand;
import io.github.daxboard.ui.plan.PlanViewModel;
import io.github.daxboard.ui.session.HostSession;
import io.github.daxboard.ui.session.Selection;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.BooleanSupplier;

/**
 * Everything of one host. Each host has its own queue: what was queued for one is never applied to another.
 */
public record HostWorkspace(
        HostSession session,
        Selection selection,
        PlanViewModel plan,
        BoardViewModel board,
        MapViewModel map,
        ActivityViewModel activity,
        InspectorViewModel inspector,
        ExportViewModel export) {
    static HostWorkspace of(HostSession session, InstantSource clock, ZoneId zone, BooleanSupplier dark) {
        Selection selection = new Selection();
        ChangeQueue queue = new ChangeQueue();
        PlanViewModel plan = new PlanViewModel(session, queue, clock);
        AskCommand ask = new AskCommand(session, queue);
        MoveCommand move = new MoveCommand(session, queue, ask);
        BoardViewModel board = new BoardViewModel(session, selection, queue, move, ask, plan);
        MapViewModel map = new MapViewModel(session, selection);
        return new HostWorkspace(
                session,
                selection,
                plan,
                board,
                map,
                new ActivityViewModel(session, board::ask, zone),
                new InspectorViewModel(session, selection, queue, move, plan, board::move),
                new ExportViewModel(
                        session,
                        () -> board.picture().get(),
                        () -> map.picture().get(),
                        dark,
                        zone));
    }
}
