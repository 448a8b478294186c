// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.activity;

import io.github.daxboard.ui.hosts.HostSession;
import io.github.daxboard.ui.hosts.Selection;

/** Not drawn yet. */
public final class ActivityViewModel {
    public ActivityViewModel(HostSession session, Selection selection) {}
}
