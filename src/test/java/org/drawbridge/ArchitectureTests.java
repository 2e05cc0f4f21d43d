package org.drawbridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Controller;

/** Holds the house to its plan: modules use only what they may, and a few habits that matter are kept. */
@AnalyzeClasses(packages = "org.drawbridge", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule onlyTheHostStartsProcesses = noClasses()
            .that()
            .resideOutsideOfPackage("org.drawbridge.host..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ProcessBuilder.class)
            .orShould()
            .callMethodWhere(onOwner(Runtime.class, Set.of("exec")))
            .because("all that is done to a host goes through its port");

    @ArchTest
    static final ArchRule pureModulesAreFreeOfSpring = noClasses()
            .that()
            .resideInAnyPackage("org.drawbridge.format..", "org.drawbridge.exposure..", "org.drawbridge.name..")
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "tools.jackson..")
            .allowEmptyShould(true)
            .because("they can be used and tested without a console");

    @ArchTest
    static final ArchRule controllersAreHidden = classes()
            .that()
            .areMetaAnnotatedWith(Controller.class)
            .and()
            .areNotAnnotations()
            .should()
            .notBePublic()
            .allowEmptyShould(true)
            .because("nothing but the web calls them");

    @ArchTest
    static final ArchRule theClockIsInjected = noClasses()
            .should()
            .callMethodWhere(onOwner(Instant.class, Set.of("now"))
                    .or(onOwner(LocalDate.class, Set.of("now")))
                    .or(onOwner(LocalDateTime.class, Set.of("now")))
                    .or(onOwner(OffsetDateTime.class, Set.of("now")))
                    .or(onOwner(ZonedDateTime.class, Set.of("now")))
                    .or(onOwner(System.class, Set.of("currentTimeMillis"))))
            .because("tests move the clock");

    @ArchTest
    static final ArchRule nothingSleepsOnItsOwn = noClasses()
            .should()
            .callMethodWhere(onOwner(Thread.class, Set.of("sleep")))
            .because("waiting is injected, so that tests need not");

    @ArchTest
    static final ArchRule nothingWritesToStandardStreams = noClasses()
            .that()
            .resideOutsideOfPackage("org.drawbridge.cli..")
            .should(ACCESS_STANDARD_STREAMS)
            .because("a service has a log; only sub-commands answer on their output");

    @ArchTest
    static final ArchRule dependenciesComeThroughConstructors = noFields()
            .should()
            .beAnnotatedWith(Autowired.class)
            .allowEmptyShould(true)
            .because("an object is whole once it is made");

    @ArchTest
    static final ArchRule nothingStaticChanges = fields().that()
            .areStatic()
            .should()
            .beFinal()
            .allowEmptyShould(true)
            .because("two consoles in one JVM must not meet");

    @ArchTest
    static final ArchRule namesSayWhatATypeIs = noClasses()
            .that()
            .areTopLevelClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Dto")
            .because("such a name says nothing");

    @Test
    void modulesUseOnlyWhatTheyMay() {
        ApplicationModules.of(DrawbridgeApplication.class).verify();
    }

    private static DescribedPredicate<JavaAccess<?>> onOwner(Class<?> owner, Set<String> names) {
        return DescribedPredicate.describe(
                owner.getSimpleName() + " " + names,
                access -> access.getTargetOwner().isEquivalentTo(owner)
                        && names.contains(access.getTarget().getName()));
    }
}
