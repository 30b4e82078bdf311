package io.ssouser.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasProperty;
import static org.hamcrest.Matchers.is;

import io.ssouser.domain.UnknownEvent;
import io.ssouser.domain.user.UserCommand.ConfirmEmail;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UserLoadingTest extends UserSpecification {
    @Test
    void an_account_with_an_event_that_this_version_does_not_know_is_not_loaded() {
        given(new UnknownEvent("user.beamed-up", "3"))
                .when(new ConfirmEmail(ANNA))
                .expectException(hasProperty(
                        "cause",
                        hasProperty(
                                "message",
                                is("This version does not know the event user.beamed-up of revision 3"
                                        + " and must not pass over it"))))
                .expectNoEvents();
    }

    @ParameterizedTest
    @MethodSource("events")
    void no_event_is_passed_over(Class<?> event) {
        Set<Class<?>> handled = Stream.of(
                        User.class,
                        Access.class,
                        Addresses.class,
                        Registrations.class,
                        Devices.class,
                        OpenSessions.class,
                        PendingSignIns.class,
                        Passwords.class,
                        Identities.class,
                        PasswordGuesses.class,
                        ProofEpoch.class,
                        BrowserAdmission.class,
                        PlatformOwnership.class,
                        FormerEmails.class,
                        SecondFactor.class,
                        SecondFactorGuesses.class,
                        Erasure.class,
                        TrailReads.class,
                        LockHistory.class)
                .flatMap(member -> Arrays.stream(member.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(EventSourcingHandler.class))
                .map((Method method) -> method.getParameterTypes()[0])
                .collect(Collectors.toSet());

        assertThat(handled).anyMatch(type -> type.isAssignableFrom(event));
    }

    static Stream<Class<?>> events() {
        return Arrays.stream(UserEvent.class.getPermittedSubclasses());
    }
}
