// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Holder;
import io.github.daxboard.ui.plan.PlanPicture.Card;
import io.github.daxboard.ui.plan.PlanPicture.Now;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The cards at the drawer's right: what stands in the way or failed, each with the action at hand; the state read back. */
final class PlanCards extends VBox {
    private final PlanViewModel model;
    private List<Card> cards = List.of();
    private List<Now> now = List.of();

    PlanCards(PlanViewModel model) {
        this.model = model;
        setId("outcome");
        getStyleClass().add("plan-cards");
    }

    void show(PlanPicture picture) {
        if (picture.cards().equals(cards) && picture.stateNow().equals(now)) {
            return;
        }
        cards = picture.cards();
        now = picture.stateNow();
        List<Node> nodes = new ArrayList<>();
        for (Card card : cards) {
            nodes.add(node(card, nodes.size() + 1));
        }
        if (!now.isEmpty()) {
            nodes.add(stateNow());
        }
        getChildren().setAll(nodes);
    }

    boolean isEmpty() {
        return cards.isEmpty() && now.isEmpty();
    }

    private Node node(Card card, int number) {
        List<Node> actions = new ArrayList<>();
        if (card.again()) {
            Button again = Parts.button("refusal-again-" + number, WindowTexts.text("plan.again"));
            again.setOnAction(event -> model.planAgain());
            actions.add(again);
        }
        VBox holders = holders(card.holders());
        if (!card.holders().isEmpty()) {
            Button show = Parts.button("refusal-holders-" + number, WindowTexts.text("plan.holders.show"));
            show.setOnAction(event -> {
                Parts.present(holders, !holders.isVisible());
                show.setText(WindowTexts.text(holders.isVisible() ? "plan.holders.hide" : "plan.holders.show"));
            });
            actions.add(show);
        }
        VBox box = Parts.refusalCard("refusal-" + number, card.refusal(), actions.toArray(Node[]::new));
        box.getChildren().add(holders);
        card.confirm().ifPresent(device -> box.getChildren().add(confirm(device)));
        return box;
    }

    /** Data is lost only by typing the name of the device that it is on. */
    private HBox confirm(DeviceName device) {
        TextField name = new TextField();
        name.setId(Parts.id("confirm-name-", device));
        name.setPromptText(device.toString());
        name.setAccessibleText(WindowTexts.text("plan.confirm.name", device));
        name.setPrefColumnCount(9);
        Button confirm = Parts.button(Parts.id("confirm-", device), WindowTexts.text("plan.confirm"), "danger");
        confirm.disableProperty()
                .bind(name.textProperty().map(text -> !text.strip().equals(device.toString())));
        confirm.setOnAction(event -> model.confirm(device, name.getText()));
        name.setOnAction(event -> model.confirm(device, name.getText()));
        Label label = Parts.paragraph(WindowTexts.text("plan.confirm.name", device), "caption", "muted");
        HBox.setHgrow(name, Priority.ALWAYS);
        VBox field = new VBox(4, label, name);
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox row = new HBox(8, field, confirm);
        row.setAlignment(javafx.geometry.Pos.BOTTOM_LEFT);
        row.getStyleClass().add("card-foot");
        return row;
    }

    private static VBox holders(List<Holder> all) {
        VBox list = new VBox(4);
        list.setId("refusal-holder-list");
        list.getStyleClass().add("card-foot");
        Holder.byUser(all).forEach(user -> {
            Holder holder = user.getFirst();
            Button copy = Parts.iconButton(
                    "copy-holder-" + holder.pid(),
                    "mdi2c-content-copy",
                    WindowTexts.text("plan.holders.copy", holder.pid()));
            copy.getStyleClass().add("small-icon");
            copy.setOnAction(event -> Parts.copy(String.valueOf(holder.pid())));
            Label who = Parts.paragraph(WindowTexts.say(Holder.messageOfUser(user)));
            HBox.setHgrow(who, Priority.ALWAYS);
            HBox row = new HBox(6, Parts.icon("mdi2a-account-outline"), who, copy);
            row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
            Parts.present(copy, holder.pid() > 0);
            list.getChildren().add(row);
        });
        Parts.present(list, false);
        return list;
    }

    private VBox stateNow() {
        GridPane states = new GridPane();
        states.getStyleClass().add("facts");
        int row = 0;
        for (Now device : now) {
            states.addRow(row++, Parts.label(device.device().toString(), "muted"), Parts.paragraph(device.words()));
        }
        VBox card = new VBox(8, Parts.label(WindowTexts.text("plan.state-now"), "strong"), states);
        card.setId("state-now");
        card.getStyleClass().addAll("card", "done-card");
        return card;
    }
}
