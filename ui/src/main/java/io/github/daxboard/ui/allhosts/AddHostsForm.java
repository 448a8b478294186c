// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.allhosts;

import io.github.daxboard.ui.allhosts.AllHostsViewModel.Added;
import io.github.daxboard.ui.theme.Panels;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;

/** Where hosts are typed in. What is wrong with the text is said below it, and the text stays. */
public final class AddHostsForm {
    private AddHostsForm() {}

    /**
     * Shows the form until hosts were added, or it is put away.
     *
     * @param add takes the text
     * @param owner what it belongs to
     * @param arrow where on it its arrow stands
     */
    public static void show(Function<String, Added> add, Node owner, PopOver.ArrowLocation arrow) {
        AtomicReference<Runnable> hide = new AtomicReference<>(() -> {});
        VBox form = form(add, () -> Objects.requireNonNull(hide.get()).run());
        hide.set(Panels.show(form, owner, arrow)::hide);
        form.lookup("#add-hosts-text").requestFocus();
    }

    private static VBox form(Function<String, Added> add, Runnable done) {
        TextField text = new TextField();
        text.setId("add-hosts-text");
        text.setPromptText(WindowTexts.text("fleet.add.prompt"));
        text.setAccessibleText(WindowTexts.text("fleet.add.title"));
        text.setPrefColumnCount(30);
        Label wrong = Parts.paragraph("", "caption", "danger-text");
        wrong.setId("add-hosts-wrong");
        Parts.present(wrong, false);
        Button ok = Parts.button("add-hosts-ok", WindowTexts.text("fleet.add.ok"), "primary");
        Runnable go = () -> {
            switch (add.apply(text.getText())) {
                case Added.Hosts hosts -> done.run();
                case Added.Wrong(String words) -> {
                    wrong.setText(words);
                    Parts.present(wrong, true);
                }
            }
        };
        ok.setOnAction(event -> go.run());
        text.setOnAction(event -> go.run());
        HBox buttons = new HBox(ok);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        VBox form = new VBox(
                8,
                Parts.label(WindowTexts.text("fleet.add.title"), "strong"),
                Parts.paragraph(WindowTexts.text("fleet.add.line"), "muted"),
                text,
                wrong,
                buttons);
        form.setId("add-hosts");
        form.getStyleClass().add("add-hosts");
        return form;
    }
}
