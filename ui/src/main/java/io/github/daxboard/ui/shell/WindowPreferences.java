// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.shell;

import io.github.daxboard.ui.theme.Density;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;

/** How the user likes the window, beside its theme. It outlives the window. */
public final class WindowPreferences {
    private final ObjectProperty<Density> density = new SimpleObjectProperty<>(Density.COMFORTABLE);
    private final BooleanProperty reducedMotion = new SimpleBooleanProperty(false);
    private final BooleanProperty desktopReducesMotion = new SimpleBooleanProperty(false);
    private final ObservableBooleanValue still = reducedMotion.or(desktopReducesMotion);
    private final BooleanProperty inspectorOpen = new SimpleBooleanProperty(true);
    private final ObjectProperty<Optional<Double>> drawerHeight = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Set<String>> openGroups = new SimpleObjectProperty<>(Set.of());

    public ObjectProperty<Density> density() {
        return density;
    }

    /** Whether the user wants nothing to move by itself, whatever the desktop says. */
    public BooleanProperty reducedMotion() {
        return reducedMotion;
    }

    /** Whether the desktop asks for that. */
    public BooleanProperty desktopReducesMotion() {
        return desktopReducesMotion;
    }

    /** Whether nothing moves by itself: asked for by either. */
    public ObservableBooleanValue still() {
        return still;
    }

    /** Whether the inspector is wanted beside the board and the map. */
    public BooleanProperty inspectorOpen() {
        return inspectorOpen;
    }

    /** The names of the groups of hosts that show their hosts. */
    public ObjectProperty<Set<String>> openGroups() {
        return openGroups;
    }

    /** Where the drawer's edge was dragged to. */
    public ObjectProperty<Optional<Double>> drawerHeight() {
        return drawerHeight;
    }
}
