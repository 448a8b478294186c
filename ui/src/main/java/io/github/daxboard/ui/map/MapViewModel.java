// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.map;

import io.github.daxboard.ui.hosts.HostSession;
import io.github.daxboard.ui.hosts.Selection;

/** Not drawn yet. */
public final class MapViewModel {
    public MapViewModel(HostSession session, Selection selection) {}
}
