package io.ssouser.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import io.ssouser.api.bite.ApiThatKnowsAnAdapter;
import io.ssouser.api.bite.ApiThatNamesAnEvent;
import io.ssouser.application.bite.ApplicationThatKnowsTheApi;
import io.ssouser.application.bite.ApplicationThatKnowsTheWeb;
import io.ssouser.application.bite.ApplicationThatNamesAnAdapter;
import io.ssouser.application.bite.ConfigurationOutsideTheWiring;
import io.ssouser.application.bite.HandlerThatAnswersOtherwise;
import io.ssouser.domain.Command;
import io.ssouser.domain.StoredAs;
import io.ssouser.domain.bite.DomainThatKnowsJackson;
import io.ssouser.domain.bite.DomainThatReadsTheClock;
import io.ssouser.domain.bite.DomainThatThrowsChecked;
import io.ssouser.eventstore.bite.EventStoreThatKnowsAccounts;
import io.ssouser.eventstore.log.bite.LogThatKnowsAxon;
import io.ssouser.projections.ReadModelQuery;
import io.ssouser.projections.bite.ProjectionThatKnowsTheAggregate;
import io.ssouser.projections.bite.ProjectionThatReadsAStore;
import io.ssouser.projections.bite.ProjectionThatSpringMakes;
import io.ssouser.projections.bite.QueriesThatAnswerOtherwise;
import io.ssouser.projections.fold.Fold;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import java.time.Clock;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.queryhandling.QueryHandler;

/** The rules of the house, one sentence each, and for each a tiny class that breaks it. */
enum HouseRule {
    THE_DOMAIN_KNOWS_NO_FRAMEWORK_BUT_AXON(
            noClasses()
                    .that()
                    .resideInAPackage("io.ssouser.domain..")
                    .should()
                    .dependOnClassesThat(not(resideInAnyPackage(
                            "java..", "org.jspecify..", "org.axonframework..", "io.ssouser.domain.."))),
            DomainThatKnowsJackson.class),

    THE_EVENT_STORE_KNOWS_NOTHING_OF_ACCOUNTS(
            noClasses()
                    .that()
                    .resideInAPackage("io.ssouser.eventstore..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(
                            "io.ssouser.domain..",
                            "io.ssouser.application..",
                            "io.ssouser.projections..",
                            "io.ssouser.api..",
                            "io.ssouser.app..",
                            "org.springframework..")),
            EventStoreThatKnowsAccounts.class),

    LOG_AND_PROOF_KNOW_NO_AXON(
            noClasses()
                    .that()
                    .resideInAnyPackage("io.ssouser.eventstore.log..", "io.ssouser.eventstore.proof..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage("org.axonframework..", "io.ssouser.eventstore.axon..")),
            LogThatKnowsAxon.class),

    THE_APPLICATION_KNOWS_NEITHER_PROJECTIONS_NOR_API(
            noClasses()
                    .that()
                    .resideInAPackage("io.ssouser.application..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("io.ssouser.projections..", "io.ssouser.api..", "io.ssouser.app..")),
            ApplicationThatKnowsTheApi.class),

    THE_APPLICATION_KNOWS_NO_WEB(
            noClasses()
                    .that()
                    .resideInAPackage("io.ssouser.application..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(
                            "org.springframework.web..",
                            "org.springframework.http..",
                            "org.springframework.boot..",
                            "jakarta.servlet..")),
            ApplicationThatKnowsTheWeb.class),

    THE_APPLICATION_NAMES_NO_ADAPTER(
            noClasses()
                    .that()
                    .resideInAPackage("io.ssouser.application..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(
                            "io.ssouser.eventstore..sqlite..",
                            "io.ssouser.eventstore..mongodb..",
                            "java.sql..",
                            "javax.sql..",
                            "org.axonframework.common.jdbc..",
                            "org.sqlite..",
                            "com.mongodb..",
                            "org.bson..")),
            ApplicationThatNamesAnAdapter.class),

    PROJECTIONS_READ_EVENTS_AND_IDS_NOT_AGGREGATES(
            noClasses()
                    .that()
                    .resideInAPackage("io.ssouser.projections..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("io.ssouser.application..", "io.ssouser.api..", "io.ssouser.app..")
                                    .or(aggregates())),
            ProjectionThatKnowsTheAggregate.class),

    THE_API_KNOWS_NEITHER_ADAPTERS_NOR_THE_PROGRAM(
            noClasses()
                    .that()
                    .resideInAPackage("io.ssouser.api..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(
                            "io.ssouser..sqlite..",
                            "io.ssouser..mongodb..",
                            "io.ssouser.app..",
                            "java.sql..",
                            "com.mongodb..")),
            ApiThatKnowsAnAdapter.class),

    THE_API_NAMES_NO_EVENT(
            noClasses().that().resideInAPackage("io.ssouser.api..").should().dependOnClassesThat(storedEvents()),
            ApiThatNamesAnEvent.class),

    A_READ_MODEL_IS_A_PURE_FOLD(
            noClasses()
                    .that()
                    .areAssignableTo(Fold.class)
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("java.io..", "java.nio..", "java.sql..", "org.axonframework..")
                                    .or(assignableTo(DocumentStore.class))
                                    .or(assignableTo(Documents.class))
                                    .or(assignableTo(Clock.class))),
            ProjectionThatReadsAStore.class),

    /** The command line tells its story in real time, as its reader does. */
    TIME_IDS_AND_RANDOMNESS_ARE_HANDED_IN(
            noClasses()
                    .that()
                    .resideOutsideOfPackages("io.ssouser.app.wiring..", "io.ssouser.app.cli..", "io.ssouser.app.demo..")
                    .should()
                    .callCodeUnitWhere(asksTheMachine()),
            DomainThatReadsTheClock.class),

    ONLY_THE_API_AND_THE_PROGRAM_ARE_MADE_BY_SPRING(
            noClasses()
                    .that()
                    .resideOutsideOfPackages("io.ssouser.api..", "io.ssouser.app..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(
                            "org.springframework.stereotype..",
                            "org.springframework.beans..",
                            "org.springframework.context..")),
            ProjectionThatSpringMakes.class),

    NO_CHECKED_EXCEPTION_LEAVES_THE_DOMAIN(
            noMethods()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage("io.ssouser.domain..")
                    .should()
                    .declareThrowableOfType(
                            assignableTo(Exception.class).and(not(assignableTo(RuntimeException.class)))),
            DomainThatThrowsChecked.class),

    A_COMMAND_IS_ANSWERED_AS_IT_SAYS(
            methods().that().areAnnotatedWith(CommandHandler.class).should(new AnswersAsAsked(Command.class)),
            HandlerThatAnswersOtherwise.class),

    A_QUERY_IS_ANSWERED_AS_IT_SAYS(
            methods().that().areAnnotatedWith(QueryHandler.class).should(new AnswersAsAsked(ReadModelQuery.class)),
            QueriesThatAnswerOtherwise.class),

    CONFIGURATION_STANDS_IN_THE_WIRING_ALONE(
            classes()
                    .that()
                    .areAnnotatedWith("org.springframework.context.annotation.Configuration")
                    .or()
                    .areAnnotatedWith("org.springframework.boot.autoconfigure.SpringBootApplication")
                    .should()
                    .resideInAPackage("io.ssouser.app.wiring.."),
            ConfigurationOutsideTheWiring.class);

    private final ArchRule rule;
    private final Class<?> offender;

    HouseRule(ArchRule rule, Class<?> offender) {
        this.rule = rule;
        this.offender = offender;
    }

    ArchRule rule() {
        return rule;
    }

    Class<?> offender() {
        return offender;
    }

    private static DescribedPredicate<JavaCall<?>> asksTheMachine() {
        Set<String> questions = Set.of(
                "java.lang.System.currentTimeMillis",
                "java.time.Clock.systemDefaultZone",
                "java.time.Clock.systemUTC",
                "java.time.Instant.now",
                "java.time.LocalDate.now",
                "java.time.LocalDateTime.now",
                "java.time.OffsetDateTime.now",
                "java.time.ZonedDateTime.now",
                "java.util.UUID.randomUUID",
                "java.lang.Math.random",
                "java.util.Random.<init>",
                "java.security.SecureRandom.<init>",
                "java.util.concurrent.ThreadLocalRandom.current");
        return describe(
                "it asks the machine for time, an id or chance",
                call -> questions.contains(call.getTargetOwner().getName() + "." + call.getName()));
    }

    private static DescribedPredicate<JavaClass> storedEvents() {
        return describe("stored events", type -> type.isAnnotatedWith(StoredAs.class));
    }

    private static DescribedPredicate<JavaClass> aggregates() {
        return describe(
                "aggregates",
                type -> type.getAllFields().stream()
                        .anyMatch(field ->
                                field.isAnnotatedWith("org.axonframework.modelling.command.AggregateIdentifier")));
    }
}
