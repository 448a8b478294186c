// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The borders inside the window. */
@AnalyzeClasses(packages = "io.github.daxboard.ui", importOptions = ImportOption.DoNotIncludeTests.class)
class WindowArchitectureTest {
    @ArchTest
    static final ArchRule VIEW_MODELS_KNOW_NO_CONTROL = noClasses()
            .that()
            .haveNameMatching(".*(ViewModel|Picture|Pictures|Session|Command|Queue|Entry)")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "javafx.scene..", "javafx.stage..", "javafx.animation..", "javafx.application..", "org.kordamp..");

    @ArchTest
    static final ArchRule THE_WINDOW_NAMES_NO_KERNEL_PATH = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.github.daxboard.kernel..",
                    "io.github.daxboard.linux..",
                    "io.github.daxboard.sim..",
                    "io.github.daxboard.capture..",
                    "io.github.daxboard.sysfs..",
                    "io.github.daxboard.helper..",
                    "io.github.daxboard.protocol..");

    @ArchTest
    static final ArchRule ONLY_THE_SHELL_PUTS_SCREENS_TOGETHER = classes()
            .that()
            .resideInAPackage("io.github.daxboard.ui.shell")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage("io.github.daxboard.ui.shell", "io.github.daxboard.app..");

    @ArchTest
    static final ArchRule THE_PLAN_KNOWS_NO_BOARD = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.github.daxboard.ui.plan",
                    "io.github.daxboard.ui.hosts",
                    "io.github.daxboard.ui.session",
                    "io.github.daxboard.ui.theme")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.github.daxboard.ui.board");
}
