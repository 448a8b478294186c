// SPDX-License-Identifier: Apache-2.0
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.util.Duration;

/** The least that a JavaFX program can show: a window of the board's size with one label. With an argument it ends soon. */
public final class BareWindow extends Application {
    public static void main(String[] arguments) {
        launch(BareWindow.class, arguments);
    }

    @Override
    public void start(Stage stage) {
        stage.setScene(new Scene(new StackPane(new Label("a bare window")), 1440, 900));
        stage.show();
        if (!getParameters().getRaw().isEmpty()) {
            PauseTransition soon = new PauseTransition(Duration.seconds(1));
            soon.setOnFinished(event -> Platform.exit());
            soon.play();
        }
    }
}
