// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.export;

import io.github.daxboard.save.OutputFile;
import io.github.daxboard.save.OutputFile.Readers;
import io.github.daxboard.ui.export.ExportViewModel.Document;
import io.github.daxboard.ui.theme.FilePicker;
import io.github.daxboard.ui.theme.Panels;
import io.github.daxboard.ui.theme.Parts;
import io.github.daxboard.ui.words.WindowTexts;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Side;
import javafx.print.PageLayout;
import javafx.print.PrinterJob;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.transform.Transform;
import javax.imageio.ImageIO;

/** The button that takes documents and pictures out of the window. */
public final class ExportMenu {
    /** Pictures are taken at twice the size, so that they are sharp on paper and on dense screens. */
    private static final double SCALE = 2;

    private final Supplier<Optional<ExportViewModel>> model;
    private final Supplier<Node> page;
    private final FilePicker picker;
    private final Button button = Parts.iconButton("export", "mdi2e-export-variant", WindowTexts.text("export.open"));

    private ExportMenu(Supplier<Optional<ExportViewModel>> model, Supplier<Node> page, FilePicker picker) {
        this.model = model;
        this.page = page;
        this.picker = picker;
        button.setOnAction(event -> menu().show(button, Side.BOTTOM, 0, 4));
    }

    /**
     * The button.
     *
     * @param model of the host that is looked at, where there is one
     * @param page what a picture is taken of
     * @param picker where files go
     */
    public static Button button(Supplier<Optional<ExportViewModel>> model, Supplier<Node> page, FilePicker picker) {
        return new ExportMenu(model, page, picker).button;
    }

    private ContextMenu menu() {
        ContextMenu menu = new ContextMenu();
        for (Document document : Document.values()) {
            menu.getItems().add(item(document.key(), () -> save(document)));
        }
        menu.getItems()
                .addAll(item("view-png", this::savePicture), new SeparatorMenuItem(), item("print", this::print));
        boolean nothing = model.get().isEmpty();
        menu.getItems().forEach(item -> item.setDisable(nothing));
        return menu;
    }

    private static MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(WindowTexts.text("export." + key));
        item.setId("export-" + key);
        item.setOnAction(event -> action.run());
        return item;
    }

    private void save(Document document) {
        model.get()
                .ifPresent(it -> it.text(document)
                        .ifPresent(text -> choose(it.fileName(document))
                                .ifPresent(file -> write(file, () -> text.getBytes(StandardCharsets.UTF_8)))));
    }

    private void savePicture() {
        WritableImage image = picture();
        model.get()
                .flatMap(it -> choose(it.fileName("view", "png")))
                .ifPresent(file -> write(file, () -> {
                    ByteArrayOutputStream png = new ByteArrayOutputStream();
                    if (!ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", png)) {
                        throw new IOException(WindowTexts.text("export.no-png"));
                    }
                    return png.toByteArray();
                }));
    }

    private WritableImage picture() {
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setTransform(Transform.scale(SCALE, SCALE));
        return page.get().snapshot(parameters, null);
    }

    private void print() {
        PrinterJob job = PrinterJob.createPrinterJob();
        if (job == null) {
            tell(WindowTexts.text("export.no-printer"));
            return;
        }
        if (!job.showPrintDialog(button.getScene().getWindow())) {
            job.cancelJob();
            return;
        }
        PageLayout paper = job.getJobSettings().getPageLayout();
        ImageView view = new ImageView(picture());
        view.setPreserveRatio(true);
        view.setFitWidth(paper.getPrintableWidth());
        view.setFitHeight(paper.getPrintableHeight());
        if (job.printPage(view)) {
            job.endJob();
        } else {
            tell(WindowTexts.text("export.not-printed"));
        }
    }

    private Optional<File> choose(String name) {
        return picker.pick(button.getScene().getWindow(), name);
    }

    /** Makes what a file is to hold. */
    private interface Content {
        byte[] bytes() throws IOException;
    }

    private void write(File file, Content content) {
        try {
            OutputFile.writeWithoutWaiting(file.toPath(), content.bytes(), Readers.AS_USUAL);
        } catch (IOException e) {
            tell(WindowTexts.text("export.failed", file, String.valueOf(e.getMessage())));
        }
    }

    private void tell(String words) {
        Panels.say(words, button);
    }
}
