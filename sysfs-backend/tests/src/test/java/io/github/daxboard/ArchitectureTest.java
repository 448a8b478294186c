// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** ARCHITECTURE.md is true: each row of its tables and each arrow of its drawing, read from the page itself. */
class ArchitectureTest {
    private static final String ROOT = "io.github.daxboard.";
    private static final Path CHECKOUT = Path.of(System.getProperty("daxboard.checkout", "../.."));
    private static final Pattern QUOTED = Pattern.compile("`([a-z]+)`");
    private static final Pattern ARROW = Pattern.compile("(?m)^ {4}(\\w+) --> (\\w+)$");
    private static final Pattern DEPENDENCY =
            Pattern.compile("<artifactId>daxboard-([a-z-]+)</artifactId>(?!<scope>test)(?=</dependency>)");
    private static final Pattern MODULE_OF = Pattern.compile("sysfs-backend/(\\w+)/target/");

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.daxboard");

    /** A row of the table of packages. */
    private record Row(String module, String name, Set<String> mayUse) {}

    private static String page() throws IOException {
        return Files.readString(CHECKOUT.resolve("ARCHITECTURE.md"), StandardCharsets.UTF_8);
    }

    /** The rows of the table whose heading names these columns, each as its cells. */
    private static List<List<String>> table(String heading) throws IOException {
        return page().lines()
                .dropWhile(line -> !line.equals(heading))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line ->
                        Stream.of(line.split("\\|")).skip(1).map(String::strip).toList())
                .toList();
    }

    private static Set<String> quoted(String cell) {
        return QUOTED.matcher(cell)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (List<String> cells : table("| module | package | holds | may use |")) {
            rows.add(new Row(
                    quoted(cells.get(0)).iterator().next(),
                    quoted(cells.get(1)).iterator().next(),
                    quoted(cells.get(3))));
        }
        return rows;
    }

    private static String packageOf(JavaClass type) {
        return type.getPackageName().substring(ROOT.length());
    }

    private static String moduleOf(JavaClass type) {
        return type.getSource().stream()
                .map(source -> MODULE_OF.matcher(source.getUri().toString()))
                .flatMap(found -> found.results())
                .map(found -> found.group(1))
                .findFirst()
                .orElse("no module");
    }

    @Test
    void everyPackageHasItsRowAndStandsInItsModule() throws Exception {
        Map<String, String> written = new TreeMap<>();
        rows().forEach(row -> written.put(row.name(), row.module()));
        Map<String, String> real = new TreeMap<>();
        CODE.forEach(type -> real.put(packageOf(type), moduleOf(type)));
        assertThat(written).isEqualTo(real);
    }

    @TestFactory
    Stream<DynamicTest> eachPackageUsesWhatItsRowNames() throws Exception {
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    Set<String> allowed = new TreeSet<>(row.mayUse());
                    allowed.add(row.name());
                    classes()
                            .that()
                            .resideInAPackage(ROOT + row.name())
                            .should()
                            .onlyDependOnClassesThat(describe(
                                    "stand in " + allowed,
                                    type -> !type.getPackageName().startsWith(ROOT)
                                            || allowed.contains(packageOf(type))))
                            .check(CODE);
                }));
    }

    /** A row that allows what nobody does says less than it could. */
    @TestFactory
    Stream<DynamicTest> eachPackageUsesAllThatItsRowNames() throws Exception {
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    Set<String> used = CODE.stream()
                            .filter(type -> packageOf(type).equals(row.name()))
                            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                            .map(dependency -> dependency.getTargetClass())
                            .filter(type -> type.getPackageName().startsWith(ROOT))
                            .map(ArchitectureTest::packageOf)
                            .collect(Collectors.toCollection(TreeSet::new));
                    used.remove(row.name());
                    assertThat(used).containsAll(row.mayUse());
                }));
    }

    @Test
    void theDrawingIsOfThePoms() throws Exception {
        Set<String> drawn = arrows(ARROW.matcher(page()).results(), found -> found.group(1) + " " + found.group(2));
        Set<String> real = new TreeSet<>();
        for (Path pom : poms()) {
            String module = String.valueOf(String.valueOf(pom.getParent()).replaceAll(".*/", ""));
            String text = Files.readString(pom, StandardCharsets.UTF_8);
            real.addAll(arrows(DEPENDENCY.matcher(text).results(), found -> module + " " + found.group(1)));
        }
        assertThat(drawn).isEqualTo(real);
    }

    private static Set<String> arrows(Stream<MatchResult> found, Function<MatchResult, String> name) {
        return found.map(name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> poms() throws IOException {
        try (Stream<Path> modules = Files.list(CHECKOUT.resolve("sysfs-backend"))) {
            return Stream.concat(modules, Stream.of(CHECKOUT.resolve("ui"), CHECKOUT.resolve("app")))
                    .map(module -> module.resolve("pom.xml"))
                    .filter(Files::exists)
                    .toList();
        }
    }

    /** The lines of each module's own code, as the page tells them, in hundreds, and no further off than a tenth. */
    @Test
    void theLinesAreAsCounted() throws Exception {
        for (List<String> cells : table("| module | lines | holds |")) {
            String module = quoted(cells.get(0)).iterator().next();
            long written = Long.parseLong(cells.get(1).replace(",", ""));
            assertThat((double) lines(module))
                    .as("lines of %s", module)
                    .isBetween(written * 0.9 - 50, written * 1.1 + 50);
        }
    }

    private static long lines(String module) throws IOException {
        Path code = CHECKOUT.resolve("sysfs-backend/" + module + "/src/main/java");
        long lines = 0;
        try (Stream<Path> files = Files.walk(code)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                try (Stream<String> text = Files.lines(file)) {
                    lines += text.count();
                }
            }
        }
        return lines;
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.github.daxboard.(*)..").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void planningHasNoWayToWrite() {
        noClasses()
                .that(resideInAnyPackage("..daxboard.plan..", "..daxboard.model..", "..daxboard.sysfs.."))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.github.daxboard.kernel.KernelPort")
                .check(CODE);
    }

    @Test
    void planningReadsAndWritesNoFiles() {
        noClasses()
                .that(resideInAnyPackage("..daxboard.plan..", "..daxboard.model.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..")
                .check(CODE);
    }

    @Test
    void onlyOneClassCallsNatively() {
        noClasses()
                .that()
                .haveNameNotMatching("io\\.github\\.daxboard\\.linux\\.SystemCalls(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.lang.foreign..")
                .check(CODE);
    }

    @Test
    void onlyOneClassUsesJnrPosix() {
        noClasses()
                .that()
                .haveNameNotMatching("io\\.github\\.daxboard\\.helper\\.PosixCalls")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jnr..", "com.kenai..")
                .check(CODE);
    }

    @Test
    void theBackendKnowsNoJavaFx() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "com.sun.javafx..")
                .check(CODE);
    }

    @Test
    void theCodeIsThere() {
        Collection<String> modules =
                CODE.stream().map(ArchitectureTest::moduleOf).collect(Collectors.toSet());
        assertThat(modules)
                .containsExactlyInAnyOrder("core", "sim", "engine", "linux", "wire", "helper", "client", "diagnostics");
    }
}
