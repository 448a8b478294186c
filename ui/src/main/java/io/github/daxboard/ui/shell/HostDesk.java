// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.shell;

import io.github.daxboard.ui.board.BoardViewModel;
import io.github.daxboard.ui.hosts.HostSession;
import io.github.daxboard.ui.plan.ChangeQueue;
import io.github.daxboard.ui.plan.PlanViewModel;

/**
 * Everything of one host. Each host has its own queue: what was queued for one is never applied to another.
 */
public record HostDesk(HostSession session, PlanViewModel plan, BoardViewModel board) {
    static HostDesk of(HostSession session) {
        ChangeQueue queue = new ChangeQueue();
        PlanViewModel plan = new PlanViewModel(session, queue);
        return new HostDesk(session, plan, new BoardViewModel(session, queue, plan));
    }
}
