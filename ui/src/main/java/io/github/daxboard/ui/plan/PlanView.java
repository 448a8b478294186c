// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.plan;

import io.github.daxboard.plan.Problem;
import io.github.daxboard.save.OutputFile.Readers;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.theme.Slide;
import io.github.daxboard.ui.words.WindowTexts;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The drawer under the board. Its head always says state, counts and Apply; its body folds away. */
public final class PlanView extends VBox {
    private static final double OPEN = 240;
    private static final double WITH_CARDS = 330;
    private static final double WITH_WAYS = 330;
    private static final double RUN = 460;
    private static final double ROW = 27;
    private static final double STRIP = 66;
    private static final double LEAST = 120;
    private static final double HEAD = 46;
    private static final double MOST = 0.6;
    private static final double NARROW_PROGRESS = 110;
    private static final double WIDE_PROGRESS = 220;

    private final PlanViewModel model;
    private final BooleanProperty folded = new SimpleBooleanProperty(false);
    private final Button fold = Parts.iconButton("plan-fold", "mdi2c-chevron-down", WindowTexts.text("plan.fold"));
    private final Label state = Parts.label("", "tag");
    private final Label counts = Parts.label("", "muted");
    private final Label note = Parts.label("", "muted");
    private final Label elapsed = Parts.label("", "mono", "muted");
    private final ProgressBar progress = new ProgressBar(0);
    private final Label far = Parts.label("", "muted");
    private final Label off = Parts.label("", "caption", "muted");
    private final Button undo = Parts.iconButton("plan-undo", "mdi2u-undo", WindowTexts.text("plan.undo"));
    private final Button redo = Parts.iconButton("plan-redo", "mdi2r-redo", WindowTexts.text("plan.redo"));
    private final Button clear = Parts.button("plan-clear", WindowTexts.text("plan.clear"));
    private final Button again = Parts.button("plan-again", WindowTexts.text("plan.again"));
    private final Button look = Parts.button("plan-look", WindowTexts.text("plan.look"));
    private final MenuButton save = menu("plan-save", WindowTexts.text("plan.save"));
    private final MenuButton report = menu("plan-report", WindowTexts.text("plan.report"));
    private final Button apply = Parts.button("apply", "", "primary");
    private final Button stop = Parts.button("stop", WindowTexts.text("plan.stop"));
    private final ChangeList changes;
    private final WayList ways;
    private final ScrollPane changeScroll;
    private final StepTable steps = new StepTable();
    private final ScrollPane stepScroll = scroll(steps);
    private final RunTree tree;
    private final RunStrip strip = new RunStrip();
    private final ScrollPane treeScroll;
    private final PlanCards cards;
    private final ScrollPane cardScroll;
    private final HBox body = new HBox();
    private final Region edge = new Region();
    private final Timeline clock;
    private final ObjectProperty<Optional<Double>> dragged = new SimpleObjectProperty<>(Optional.empty());
    private final Slide slide = new Slide(this);
    private boolean narrow;
    private boolean edgeHeld;
    private double windowHeight;

    public PlanView(PlanViewModel model) {
        this.model = model;
        changes = new ChangeList(model);
        ways = new WayList(model);
        changeScroll = scroll(new VBox(changes, ways));
        tree = new RunTree(model);
        treeScroll = scroll(new VBox(tree, strip));
        cards = new PlanCards(model);
        cardScroll = scroll(cards);
        setId("plan");
        getStyleClass().add("plan");
        wire();
        changeScroll.getStyleClass().add("changes-scroll");
        stepScroll.getStyleClass().add("steps-scroll");
        treeScroll.getStyleClass().add("tree-scroll");
        cardScroll.getStyleClass().add("cards-scroll");
        HBox.setHgrow(stepScroll, Priority.ALWAYS);
        HBox.setHgrow(treeScroll, Priority.ALWAYS);
        body.getStyleClass().add("plan-body");
        body.getChildren().addAll(changeScroll, stepScroll, treeScroll, cardScroll);
        getChildren().addAll(edge(), head(), body);
        // Only while a plan runs: nothing moves by itself else.
        clock = new Timeline(new KeyFrame(javafx.util.Duration.millis(500), tick -> showElapsed()));
        clock.setCycleCount(Animation.INDEFINITE);
        folded.subscribe(now -> arrange());
        heightProperty().subscribe((before, now) -> slide(before.doubleValue(), now.doubleValue()));
        dragged.subscribe(now -> arrange());
        model.picture().subscribe(this::show);
    }

    private void wire() {
        state.setId("plan-state");
        counts.setId("plan-counts");
        note.setId("plan-note");
        off.setId("apply-off");
        elapsed.setId("plan-elapsed");
        far.setId("plan-far");
        apply.setGraphic(Parts.icon("mdi2s-shield-key-outline"));
        apply.setOnAction(event -> model.apply());
        stop.setGraphic(Parts.icon("mdi2s-stop-circle-outline"));
        stop.setOnAction(event -> model.stop());
        undo.setOnAction(event -> model.undo());
        redo.setOnAction(event -> model.redo());
        clear.setOnAction(event -> model.clear());
        again.setOnAction(event -> model.planAgain());
        look.setOnAction(event -> model.look());
        fold.setOnAction(event -> folded.set(!folded.get()));
        fold.getStyleClass().add("small-icon");
        Saving saving = new Saving(this);
        item(
                save,
                "save-plan",
                "plan.save.file",
                () -> saving.save(model.planFile(), "daxboard-plan.json", Readers.AS_USUAL));
        item(
                save,
                "save-script",
                "plan.save.script",
                () -> saving.save(model.planScript(), "daxboard-plan.sh", Readers.AS_USUAL));
        item(report, "copy-report", "plan.report.copy", () -> model.report().ifPresent(one -> Parts.copy(one.text())));
        item(
                report,
                "save-report-text",
                "plan.report.text",
                () -> saving.save(model.report().map(one -> one.text()), "daxboard-report.txt", Readers.OWNER));
        item(
                report,
                "save-report-html",
                "plan.report.html",
                () -> saving.save(model.report().map(one -> one.html()), "daxboard-report.html", Readers.OWNER));
    }

    private static MenuButton menu(String id, String text) {
        MenuButton menu = new MenuButton(text);
        menu.setId(id);
        menu.getStyleClass().add("plain-menu");
        menu.setMinWidth(USE_PREF_SIZE);
        return menu;
    }

    private static void item(MenuButton menu, String id, String key, Runnable action) {
        MenuItem item = new MenuItem(WindowTexts.text(key));
        item.setId(id);
        item.setOnAction(event -> action.run());
        menu.getItems().add(item);
    }

    private static ScrollPane scroll(Node content) {
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.setMinHeight(0);
        return scroll;
    }

    private HBox head() {
        counts.setMinWidth(0);
        note.setMinWidth(0);
        note.setTextOverrun(OverrunStyle.ELLIPSIS);
        state.setMinWidth(USE_PREF_SIZE);
        off.setMinWidth(0);
        far.setMinWidth(USE_PREF_SIZE);
        elapsed.setMinWidth(USE_PREF_SIZE);
        progress.setMinWidth(60);
        progress.getStyleClass().add("thin");
        Label title = Parts.label(WindowTexts.text("plan.title"), "title", "strong");
        title.setMinWidth(USE_PREF_SIZE);
        HBox head = new HBox(
                fold,
                title,
                state,
                counts,
                elapsed,
                progress,
                far,
                note,
                Parts.spacer(),
                off,
                undo,
                redo,
                clear,
                save,
                report,
                look,
                again,
                stop,
                apply);
        head.getStyleClass().add("plan-head");
        return head;
    }

    /** The edge that drags: 24 pixels would cover the head, so it is thin to see and lies above it. */
    private Region edge() {
        edge.getStyleClass().add("plan-edge");
        edge.setCursor(Cursor.V_RESIZE);
        edge.setOnMousePressed(event -> edgeHeld = true);
        edge.setOnMouseReleased(event -> edgeHeld = false);
        edge.setOnMouseDragged(event -> {
            double bottom = localToScene(getBoundsInLocal()).getMaxY();
            dragged.set(Optional.of(Math.clamp(
                    bottom - event.getSceneY(),
                    LEAST,
                    Math.max(LEAST, getScene().getHeight() * MOST))));
        });
        return edge;
    }

    /** Whether it is at its new height at once. */
    public void setStill(boolean still) {
        slide.setStill(still);
    }

    /** Where it opens, folds or makes room for a run; not while its edge is dragged, nor the window's. */
    private void slide(double before, double now) {
        double window = getScene() == null ? 0 : getScene().getHeight();
        boolean byItself = window == windowHeight && !edgeHeld;
        windowHeight = window;
        if (byItself && before > 0 && Math.abs(now - before) >= LEAST / 2) {
            slide.from(0, now - before);
        }
    }

    /** Folded to its one line or open. */
    public BooleanProperty folded() {
        return folded;
    }

    /** In a narrow window the head keeps what matters most. */
    public void setNarrow(boolean now) {
        narrow = now;
        arrange();
    }

    private void show(PlanPicture picture) {
        state.setText(picture.state().word());
        state.getStyleClass().removeIf(name -> name.startsWith("state-"));
        state.getStyleClass().add("state-" + picture.state().key());
        counts.setText(picture.counts());
        note.setText(picture.note());
        Parts.toggle(note, "warn-text", picture.noteWarns());
        apply.setText(picture.apply());
        apply.setDisable(picture.applyOff().isPresent());
        apply.setAccessibleText(picture.apply()
                + picture.applyOff()
                        .map(why -> ", " + WindowTexts.text("plan.off", why))
                        .orElse(""));
        off.setText(
                picture.stop().map(PlanPicture.Stop::why).or(picture::applyOff).orElse(""));
        stop.setDisable(!picture.stop().filter(PlanPicture.Stop::enabled).isPresent());
        picture.stop().ifPresent(one -> stop.setAccessibleText(WindowTexts.text("plan.stop") + ". " + one.why()));
        progress.setProgress(picture.progress().map(PlanPicture.Progress::share).orElse(0.0));
        far.setText(picture.progress().map(PlanPicture.Progress::words).orElse(""));
        undo.setDisable(!picture.can().undo());
        redo.setDisable(!picture.can().redo());
        boolean closes = picture.state().isOutcome() || picture.ways().isPresent();
        clear.setText(WindowTexts.text(closes ? "plan.close" : "plan.clear"));
        if (picture.ways().isPresent() && ways.getChildren().isEmpty()) {
            // What stands in the way of everything else is shown with its steps, whatever was folded before.
            folded.set(false);
        }
        changes.show(picture);
        ways.show(picture.ways());
        steps.show(picture.steps());
        tree.show(picture.tree());
        picture.strip().ifPresent(strip::show);
        cards.show(picture);
        setAccessibleText(picture.state().word() + ". " + picture.counts() + " " + picture.note());
        boolean running = picture.state().isUnderWay();
        if (running && clock.getStatus() != Animation.Status.RUNNING) {
            showElapsed();
            clock.play();
        } else if (!running) {
            clock.stop();
        }
        arrange();
        if (running) {
            reveal(tree.atWork());
        }
    }

    private void showElapsed() {
        elapsed.setText(model.elapsed().map(PlanView::minutes).orElse(""));
    }

    private static String minutes(Duration time) {
        return String.format(Locale.ROOT, "%02d:%02d", time.toMinutes(), time.toSecondsPart());
    }

    private void reveal(Node row) {
        double room = treeScroll.getContent().getBoundsInLocal().getHeight()
                - treeScroll.getViewportBounds().getHeight();
        if (row == tree || room <= 0) {
            return;
        }
        Bounds in = row.getBoundsInParent();
        double top = treeScroll.getVvalue() * room;
        double height = treeScroll.getViewportBounds().getHeight();
        if (in.getMaxY() > top + height) {
            treeScroll.setVvalue((in.getMaxY() - height) / room);
        } else if (in.getMinY() < top) {
            treeScroll.setVvalue(in.getMinY() / room);
        }
    }

    private void arrange() {
        PlanPicture picture = model.picture().get();
        boolean empty = picture.state() == PlanState.EMPTY;
        boolean running = picture.state().isUnderWay();
        boolean open = !empty && !folded.get();
        Parts.present(body, open);
        Parts.present(edge, open);
        Parts.present(fold, !empty);
        ((FontIcon) fold.getGraphic()).setIconLiteral(open ? "mdi2c-chevron-down" : "mdi2c-chevron-up");
        fold.setAccessibleText(WindowTexts.text(open ? "plan.fold" : "plan.unfold"));
        boolean queue = !picture.isRun()
                && picture.ways().isEmpty()
                && (!empty || picture.can().undo() || picture.can().redo());
        Parts.present(undo, queue);
        Parts.present(redo, queue);
        Parts.present(
                clear,
                picture.can().clear()
                        && !(narrow && !picture.isRun() && picture.ways().isEmpty()));
        Parts.present(again, picture.can().again());
        Parts.present(look, picture.can().look());
        Parts.present(save, picture.can().save() && !narrow);
        Parts.present(report, picture.can().report());
        Parts.present(elapsed, running);
        Parts.present(progress, running);
        progress.setPrefWidth(narrow ? NARROW_PROGRESS : WIDE_PROGRESS);
        // How far it is is said whole; what it is about may give way.
        counts.setMinWidth(running ? USE_PREF_SIZE : 0);
        Parts.present(far, running);
        Parts.present(stop, running);
        // A reason must be in sight; "nothing queued" stands in the counts already.
        Parts.present(
                off,
                !empty
                        && !off.getText().isEmpty()
                        && (running || picture.applyOff().isPresent())
                        && !picture.state().isOutcome());
        Parts.present(apply, !picture.isRun());
        Parts.present(
                note, !picture.note().isEmpty() && !running && !(narrow && !picture.noteWarns() && !picture.isRun()));
        arrangeBody(picture, open);
    }

    /** In a narrow window the steps need the room more than a card that only says that the helper is gone. */
    private boolean isSpare(PlanPicture picture) {
        return narrow
                && picture.ways().isPresent()
                && picture.cards().stream().allMatch(card -> card.refusal().kind() == Problem.Kind.UNREACHABLE);
    }

    private void arrangeBody(PlanPicture picture, boolean open) {
        Parts.present(changeScroll, !picture.isRun());
        Parts.present(changes, picture.ways().isEmpty());
        Parts.present(ways, picture.ways().isPresent());
        Parts.present(stepScroll, !picture.isRun());
        Parts.present(treeScroll, picture.isRun());
        Parts.present(strip, picture.strip().isPresent());
        Parts.present(cardScroll, !cards.isEmpty() && !isSpare(picture));
        body.setMinHeight(0);
        // A run and a refusal need room to be read; what the user dragged counts for more.
        double tree = HEAD + picture.tree().size() * ROW + (picture.strip().isPresent() ? STRIP : 0) + 16;
        double wanted = picture.isRun()
                ? Math.clamp(tree, OPEN, RUN)
                : picture.ways().isPresent() ? Math.clamp(HEAD + waysHeight(), WITH_WAYS, RUN) : OPEN;
        if (!picture.cards().isEmpty() && !isSpare(picture)) {
            wanted = Math.max(wanted, Math.max(WITH_CARDS, HEAD + cardsHeight()));
        }
        double most = getScene() == null ? wanted : Math.max(LEAST, getScene().getHeight() * MOST);
        double height = Math.min(dragged.get().orElse(wanted), most);
        body.setPrefHeight(height - HEAD);
        setMinHeight(open ? Math.min(height, LEAST) : USE_COMPUTED_SIZE);
    }

    /** What the cards need to be read without scrolling; they get their styles now, not with the next frame. */
    private double cardsHeight() {
        if (cardScroll.getScene() == null) {
            return 0;
        }
        cardScroll.applyCss();
        Insets insets = cardScroll.getInsets();
        return cards.prefHeight(cardScroll.prefWidth(-1) - insets.getLeft() - insets.getRight()) + 2;
    }

    private double waysHeight() {
        if (changeScroll.getScene() == null) {
            return 0;
        }
        changeScroll.applyCss();
        return ways.prefHeight(changeScroll.prefWidth(-1)) + 2;
    }

    /** Where its edge was dragged to; none where it never was. */
    public ObjectProperty<Optional<Double>> draggedHeight() {
        return dragged;
    }
}
