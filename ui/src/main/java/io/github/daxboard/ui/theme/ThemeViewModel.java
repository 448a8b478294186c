// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.theme;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;

/** What was chosen, and whether that comes to dark. */
public final class ThemeViewModel {
    private final ObjectProperty<ThemeChoice> choice;
    private final BooleanBinding dark;

    /**
     * @param first the choice to begin with
     * @param systemIsDark the desktop's setting, live
     */
    public ThemeViewModel(ThemeChoice first, ObservableBooleanValue systemIsDark) {
        choice = new SimpleObjectProperty<>(first);
        dark = Bindings.createBooleanBinding(
                () -> switch (choice.get()) {
                    case LIGHT -> false;
                    case DARK -> true;
                    case SYSTEM -> systemIsDark.get();
                },
                choice,
                systemIsDark);
    }

    public ObjectProperty<ThemeChoice> choice() {
        return choice;
    }

    public BooleanBinding dark() {
        return dark;
    }
}
