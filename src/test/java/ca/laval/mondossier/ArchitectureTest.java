package ca.laval.mondossier;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.RECORDS;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Who may know whom. Each rule is also run over the small city hall in `planted`, which breaks it: a rule that passes on nothing is found. */
class ArchitectureTest {
    private static final JavaClasses CITY = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("ca.laval.mondossier");
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("planted");

    @Test
    void onlyTheEngineAndTheProcessPackagesImportCamunda() {
        holds(noClasses().that().resideOutsideOfPackages("..engine..", "..process..")
                .should().dependOnClassesThat().resideInAPackage("org.camunda.."), "planted.portal.KnowsCamunda");
    }

    @Test
    void processPackagesUseTheEnginesPublicInterfaceOnly() {
        holds(noClasses().that().resideInAPackage("..process..").should().dependOnClassesThat().resideInAPackage("org.camunda..impl.."),
                "planted.subsidy.process.KnowsTheEnginesInside");
    }

    /** It implements their ports and knows the records these speak in, nothing that does something. */
    @Test
    void theEngineKnowsNoPageAndNoLetter() {
        holds(noClasses().that().resideInAPackage("..engine..").should().dependOnClassesThat(
                resideInAnyPackage("..portal..", "..counter..", "..letters..", "..payment..").and(not(INTERFACES)).and(not(RECORDS))), "planted.engine.KnowsAPage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"subsidy", "permit", "certificate", "removal", "funding"})
    void nobodyKnowsACounterOfTheCityHallButItself(String counter) {
        var rule = noClasses().that().resideOutsideOfPackage(".." + counter + "..")
                .should().dependOnClassesThat().resideInAPackage(".." + counter + "..");
        if (counter.equals("subsidy")) holds(rule, "planted.portal.KnowsACounter", "planted.permit.KnowsAnotherCounter", "planted.engine.KnowsACounter");
        else rule.check(CITY);
    }

    @Test
    void theCatalogueAndTheCaseFileKnowNeitherPagesNorLetters() {
        holds(noClasses().that().resideInAnyPackage("..catalogue..", "..casefile..", "..calendar..").should().dependOnClassesThat()
                .resideInAnyPackage("..portal..", "..counter..", "..letters..", "..engine.."), "planted.catalogue.KnowsAPage");
    }

    @Test
    void packagesDoNotGoRoundInCircles() {
        slices().matching("ca.laval.mondossier.(*)..").should().beFreeOfCycles().check(CITY);
        assertThatThrownBy(() -> slices().matching("planted.(*)..").should().beFreeOfCycles().check(PLANTED))
                .isInstanceOf(AssertionError.class).hasMessageContaining("Cycle detected");
    }

    @Test
    void delegatesAreNamedPackagePrivateComponentsOfAProcessPackage() {
        var delegates = classes().that(are(assignableTo(JavaDelegate.class)));
        holds(delegates.should().haveSimpleNameEndingWith("Delegate"), "planted.subsidy.process.Reserver");
        holds(delegates.should().bePackagePrivate(), "planted.subsidy.process.PublicDelegate");
        holds(delegates.should().resideInAPackage("..process.."), "planted.portal.StrayDelegate");
        holds(classes().that().haveSimpleNameEndingWith("Delegate").should().beAssignableTo(JavaDelegate.class), "planted.subsidy.process.NoDelegate");
        delegates.should().beAnnotatedWith(Component.class).check(CITY);
        assertThatThrownBy(() -> delegates.should().beAnnotatedWith(Component.class).check(PLANTED)).isInstanceOf(AssertionError.class);
    }

    @Test
    void delegatesKeepNothingBetweenCases() {
        holds(fields().that().areDeclaredInClassesThat(are(assignableTo(JavaDelegate.class))).should().beFinal(),
                "planted.subsidy.process.PublicDelegate.last");
    }

    @Test
    void nothingIsInjectedIntoAField() {
        holds(noFields().should().beAnnotatedWith(Autowired.class).orShould().beAnnotatedWith(Value.class), "planted.subsidy.process.PublicDelegate.last");
    }

    @Test
    void delegatesDoNotLog() {
        holds(noClasses().that(are(assignableTo(JavaDelegate.class))).should().dependOnClassesThat().resideInAnyPackage("org.slf4j..", "java.util.logging.."),
                "planted.subsidy.process.PublicDelegate");
    }

    @Test
    void onlyTheLastLinesOfTheConsolePrint() {
        holds(noClasses().that().doNotHaveSimpleName("WhereToGo").should().accessField(System.class, "out").orShould().accessField(System.class, "err")
                .orShould().callMethod(Throwable.class, "printStackTrace"), "planted.portal.Prints");
    }

    @Test
    void aDelegateReadsCallsAndWrites() throws IOException {
        for (Path file : delegateSources()) {
            assertThat(troubleIn(Files.readString(file))).as("%s", file).isEmpty();
        }
        assertThat(troubleIn(Files.readString(Path.of("src/test/java/planted/subsidy/process/PublicDelegate.java"))))
                .containsExactly("execute has 31 lines, 25 are allowed", "catches Exception: let it throw, retry and become an incident");
    }

    @Test
    void everyDelegateWasLookedAt() throws IOException {
        assertThat(delegateSources()).isNotEmpty()
                .hasSize((int) CITY.stream().filter(assignableTo(JavaDelegate.class)).count());
    }

    /** The rule holds for the city and is broken by what was planted. */
    private static void holds(ArchRule rule, String... planted) {
        rule.check(CITY);
        for (String culprit : planted) {
            assertThatThrownBy(() -> rule.check(PLANTED), "%s, broken on purpose", rule.getDescription())
                    .isInstanceOf(AssertionError.class).hasMessageContaining(culprit);
        }
    }

    private static List<Path> delegateSources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("Delegate.java")).sorted().toList();
        }
    }

    private static List<String> troubleIn(String source) {
        var trouble = new ArrayList<String>();
        int lines = bodyOf("public void execute(", source).strip().split("\\R").length;
        if (lines > 25) trouble.add("execute has %d lines, 25 are allowed".formatted(lines));
        if (source.contains("catch (Exception ") || source.contains("catch (Throwable ")) {
            trouble.add("catches Exception: let it throw, retry and become an incident");
        }
        return trouble;
    }

    private static String bodyOf(String method, String source) {
        int start = source.indexOf('{', source.indexOf(method));
        int depth = 0;
        for (int at = start; at < source.length(); at++) {
            if (source.charAt(at) == '{') depth++;
            if (source.charAt(at) == '}' && --depth == 0) return source.substring(start + 1, at);
        }
        throw new AssertionError("no end of " + method);
    }
}
