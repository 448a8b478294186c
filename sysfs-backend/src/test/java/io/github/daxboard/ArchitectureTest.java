// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The borders of ARCHITECTURE.md, held by a test. */
@AnalyzeClasses(packages = "io.github.daxboard", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule arrowsPointOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("model")
            .definedBy("..daxboard.model..")
            .layer("plan")
            .definedBy("..daxboard.plan..")
            .layer("kernel")
            .definedBy("..daxboard.kernel..")
            .layer("sysfs")
            .definedBy("..daxboard.sysfs..")
            .layer("watch")
            .definedBy("..daxboard.watch..")
            .layer("apply")
            .definedBy("..daxboard.apply..")
            .layer("protocol")
            .definedBy("..daxboard.protocol..")
            .layer("helper")
            .definedBy("..daxboard.helper..")
            .layer("client")
            .definedBy("..daxboard.client..")
            .whereLayer("model")
            .mayNotAccessAnyLayer()
            .whereLayer("plan")
            .mayOnlyAccessLayers("model")
            .whereLayer("kernel")
            .mayOnlyAccessLayers("model")
            .whereLayer("sysfs")
            .mayOnlyAccessLayers("model", "kernel")
            .whereLayer("watch")
            .mayOnlyAccessLayers("model", "kernel")
            .whereLayer("apply")
            .mayOnlyAccessLayers("model", "plan", "kernel", "sysfs")
            .whereLayer("client")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("helper")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.github.daxboard.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule planningHasNoWayToWrite = noClasses()
            .that()
            .resideInAnyPackage("..daxboard.plan..", "..daxboard.model..", "..daxboard.sysfs..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.github.daxboard.kernel.KernelPort");

    @ArchTest
    static final ArchRule planningReadsAndWritesNoFiles = noClasses()
            .that()
            .resideInAnyPackage("..daxboard.plan..", "..daxboard.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..");

    @ArchTest
    static final ArchRule onlyOneClassCallsNatively = noClasses()
            .that()
            .haveNameNotMatching("io\\.github\\.daxboard\\.kernel\\.SystemCalls(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.lang.foreign..");

    @ArchTest
    static final ArchRule theBackendKnowsNoJavaFx =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("javafx..", "com.sun.javafx..");
}
