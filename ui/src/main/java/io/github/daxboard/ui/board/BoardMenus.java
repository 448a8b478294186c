// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.ui.plan.Verdict;
import io.github.daxboard.ui.theme.Look;
import io.github.daxboard.ui.theme.ModeMark;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The menu way to do all that dragging does. What is refused stays in it, off, and says why in its second line. */
final class BoardMenus {
    private final BoardViewModel model;

    BoardMenus(BoardViewModel model) {
        this.model = model;
    }

    /** The menu of a tile; of all selected ones where it is one of several. */
    ContextMenu tile(DeviceName device) {
        List<DeviceName> devices =
                model.selection().contains(device) ? model.selection().list() : List.of(device);
        // Not in a menu of its own: the way to its items would lead over the others, and close it.
        ContextMenu menu = new ContextMenu(head(WindowTexts.text("menu.move", DragPicture.who(devices))));
        Map<Mode, Verdict> verdicts = model.verdicts(devices);
        for (Mode mode : BoardViewModel.columns()) {
            menu.getItems().add(move(devices, mode, verdicts.getOrDefault(mode, new Verdict.Home())));
        }
        if (devices.size() == 1) {
            addActions(menu, device);
        }
        return menu;
    }

    private static MenuItem head(String words) {
        CustomMenuItem head = new CustomMenuItem(Parts.label(words, "caption", "strong", "muted"), false);
        head.setId("menu-move");
        head.getStyleClass().add("menu-head");
        head.setDisable(true);
        return head;
    }

    private MenuItem move(List<DeviceName> devices, Mode mode, Verdict verdict) {
        return item(
                "menu-move-" + mode.word(),
                new ModeMark(Look.of(mode)),
                mode.word(),
                verdict.reason(),
                verdict.isRefused(),
                () -> model.move(devices, mode));
    }

    private void addActions(ContextMenu menu, DeviceName device) {
        List<DeviceAction> actions = model.actions(device);
        if (actions.isEmpty()) {
            return;
        }
        menu.getItems().add(new SeparatorMenuItem());
        Menu align = new Menu(WindowTexts.text("menu.align"));
        align.setId("menu-align");
        Menu memory = new Menu(WindowTexts.text("menu.memory"));
        memory.setId("menu-memory");
        List<MenuItem> plain = new ArrayList<>();
        for (DeviceAction action : actions) {
            MenuItem item = action(device, action);
            switch (action.kind()) {
                case ALIGN_4K, ALIGN_2M, ALIGN_1G -> align.getItems().add(item);
                case ONLINE_MOVABLE, ONLINE_KERNEL, OFFLINE -> memory.getItems().add(item);
                case RESIZE, SPLIT -> plain.add(item);
                case DESTROY -> {
                    menu.getItems().addAll(plain);
                    addFilled(menu, align);
                    addFilled(menu, memory);
                    menu.getItems().addAll(new SeparatorMenuItem(), item);
                }
            }
        }
    }

    private static void addFilled(ContextMenu menu, Menu part) {
        if (!part.getItems().isEmpty()) {
            menu.getItems().add(part);
        }
    }

    private MenuItem action(DeviceName device, DeviceAction action) {
        return item(
                "menu-" + action.kind().id(),
                Parts.icon(action.kind().icon()),
                action.words(),
                action.off().orElse(""),
                action.off().isPresent(),
                () -> model.act(action.kind(), device));
    }

    /** The menu of a region's head. */
    ContextMenu region(int region, Optional<String> createOff) {
        ContextMenu menu = new ContextMenu(item(
                "menu-create",
                Parts.icon("mdi2p-plus"),
                WindowTexts.text("menu.create"),
                createOff.orElse(""),
                createOff.isPresent(),
                () -> model.openCreate(region)));
        int leftovers = model.leftovers(region).size();
        menu.getItems()
                .add(item(
                        "menu-clean",
                        Parts.icon("mdi2b-broom"),
                        WindowTexts.text("menu.clean"),
                        leftovers == 0
                                ? WindowTexts.text("menu.clean.none")
                                : WindowTexts.text("menu.clean.does", WindowTexts.count("devices", leftovers)),
                        leftovers == 0,
                        () -> model.clean(region)));
        return menu;
    }

    private static MenuItem item(String id, Node mark, String name, String reason, boolean off, Runnable action) {
        VBox text = new VBox(Parts.label(name, "menu-name"));
        if (!reason.isEmpty()) {
            text.getChildren().add(Parts.paragraph(reason, "menu-reason"));
        }
        HBox content = new HBox(mark, text);
        content.getStyleClass().add("menu-choice");
        Parts.toggle(content, "refused", off);
        MenuItem item = new MenuItem("", content);
        item.setId(id);
        item.setDisable(off);
        item.setOnAction(event -> action.run());
        return item;
    }
}
