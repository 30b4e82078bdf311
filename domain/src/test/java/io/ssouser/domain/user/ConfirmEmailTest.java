package io.ssouser.domain.user;

import static org.hamcrest.Matchers.is;

import io.ssouser.domain.Refused;
import io.ssouser.domain.password.BrowserHash;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.password.PasswordHash;
import io.ssouser.domain.user.UserCommand.ConfirmEmail;
import io.ssouser.domain.user.UserCommand.ConfirmEmailOnPage;
import io.ssouser.domain.user.UserCommand.JudgeConfirmation;
import io.ssouser.domain.user.UserCommand.RepeatRegistration;
import io.ssouser.domain.user.UserCommand.ResetPassword;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.domain.user.UserEvent.PasswordChosen;
import io.ssouser.domain.user.UserEvent.PasswordReset;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.RegistrationBoundToBrowser;
import io.ssouser.domain.user.UserEvent.RegistrationChosen;
import io.ssouser.domain.user.UserEvent.RegistrationRepeated;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** Registrations of one address, and whose password counts when its link is followed. */
class ConfirmEmailTest extends UserSpecification {
    private static final PasswordHash SECOND = new PasswordHash("fake$1$second");
    private static final BrowserHash FIRST_BROWSER = new BrowserHash("browser of the first");
    private static final BrowserHash SECOND_BROWSER = new BrowserHash("browser of the second");
    private static final Registered BORN = new Registered(ANNA, CLAIM, EMAIL, HASH);
    private static final RegistrationBoundToBrowser BORN_HERE = new RegistrationBoundToBrowser(ANNA, 0, FIRST_BROWSER);
    private static final RegistrationRepeated AGAIN = new RegistrationRepeated(ANNA, 1, SECOND);
    private static final RegistrationBoundToBrowser AGAIN_HERE =
            new RegistrationBoundToBrowser(ANNA, 1, SECOND_BROWSER);
    private static final EmailConfirmed CONFIRMED = new EmailConfirmed(ANNA);
    private static final Password CHOSEN = new Password("tr0ub4dor");
    private static final PasswordHash CHOSEN_HASH = new PasswordHash("fake$1$tr0ub4dor");

    @Test
    void a_program_confirms_where_there_was_one_registration() {
        fixture.given(BORN, BORN_HERE).when(new ConfirmEmail(ANNA)).expectEvents(CONFIRMED);
    }

    @Test
    void a_program_does_not_say_whose_password_counts_where_there_were_several() {
        refuses(fixture.given(BORN, AGAIN), new ConfirmEmail(ANNA), "CONFIRMATION_NEEDS_PASSWORD");
        refuses(
                fixture.given(BORN, new PasswordReset(ANNA, SECOND)),
                new ConfirmEmail(ANNA),
                "CONFIRMATION_NEEDS_PASSWORD");
    }

    @Test
    void confirming_again_stores_nothing_in_whatever_way() {
        for (UserCommand<?> command : new UserCommand<?>[] {
            new ConfirmEmail(ANNA),
            onPage(FIRST_BROWSER, null),
            onPage(null, CHOSEN),
            new JudgeConfirmation(ANNA, FIRST_BROWSER)
        }) {
            refuses(fixture.given(BORN, BORN_HERE, CONFIRMED), command, "CONFIRMATION_USED");
        }
    }

    @Test
    void registering_again_counts_until_the_address_is_confirmed() {
        fixture.given(BORN, AGAIN)
                .when(new RepeatRegistration(ANNA, HASH, SECOND_BROWSER))
                .expectResultMessagePayloadMatching(is(true))
                .expectEvents(
                        new RegistrationRepeated(ANNA, 2, HASH),
                        new RegistrationBoundToBrowser(ANNA, 2, SECOND_BROWSER));
        fixture.given(BORN, AGAIN, CONFIRMED)
                .when(new RepeatRegistration(ANNA, HASH, SECOND_BROWSER))
                .expectResultMessagePayloadMatching(is(false))
                .expectNoEvents();
    }

    @Test
    void a_registered_password_counts_in_the_browser_that_registered_it() {
        fixture.given(BORN, BORN_HERE, AGAIN, AGAIN_HERE)
                .when(onPage(SECOND_BROWSER, null))
                .expectEvents(CONFIRMED);
        fixture.given(BORN, BORN_HERE, AGAIN, AGAIN_HERE)
                .when(onPage(FIRST_BROWSER, null))
                .expectEvents(new RegistrationChosen(ANNA, 0, HASH), CONFIRMED);
    }

    @Test
    void in_any_other_browser_none_counts_not_even_that_of_the_only_registration() {
        refuses(fixture.given(BORN, BORN_HERE), onPage(SECOND_BROWSER, null), "CONFIRMATION_NEEDS_PASSWORD");
        refuses(fixture.given(BORN, BORN_HERE), onPage(null, null), "CONFIRMATION_NEEDS_PASSWORD");
        refuses(fixture.given(BORN, AGAIN), onPage(FIRST_BROWSER, null), "CONFIRMATION_NEEDS_PASSWORD");
        fixture.given(BORN, BORN_HERE, AGAIN, AGAIN_HERE)
                .when(onPage(null, CHOSEN))
                .expectEvents(new PasswordChosen(ANNA, CHOSEN_HASH), CONFIRMED);
    }

    @Test
    void a_password_that_is_chosen_is_judged_like_any_other() {
        refuses(fixture.given(BORN), onPage(null, new Password("seven77")), "PASSWORD_TOO_SHORT");
        refuses(fixture.given(BORN), onPage(null, new Password(EMAIL.value())), "PASSWORD_GUESSABLE");
    }

    @Test
    void looking_tells_whether_the_browser_has_registered() {
        fixture.given(BORN, BORN_HERE)
                .when(new JudgeConfirmation(ANNA, FIRST_BROWSER))
                .expectResultMessagePayloadMatching(is(true))
                .expectNoEvents();
        fixture.given(BORN, BORN_HERE)
                .when(new JudgeConfirmation(ANNA, null))
                .expectResultMessagePayloadMatching(is(false))
                .expectNoEvents();
    }

    @Test
    void a_reset_by_mail_confirms_the_address() {
        fixture.givenCurrentTime(NOON)
                .andGiven(BORN, BORN_HERE, AGAIN, AGAIN_HERE)
                .when(new ResetPassword(ANNA, CHOSEN, NOON.plusMillis(1)))
                .expectEvents(new PasswordReset(ANNA, CHOSEN_HASH), CONFIRMED);
        fixture.givenCurrentTime(NOON)
                .andGiven(BORN, CONFIRMED)
                .when(new ResetPassword(ANNA, CHOSEN, NOON.plusMillis(1)))
                .expectEvents(new PasswordReset(ANNA, CHOSEN_HASH));
    }

    @Test
    void a_reset_of_before_it_confirmed_voids_what_was_registered() {
        PasswordReset reset = new PasswordReset(ANNA, SECOND);
        refuses(fixture.given(BORN, BORN_HERE, reset), onPage(FIRST_BROWSER, null), "CONFIRMATION_NEEDS_PASSWORD");
        fixture.given(BORN, BORN_HERE, reset)
                .when(onPage(null, CHOSEN))
                .expectEvents(new PasswordChosen(ANNA, CHOSEN_HASH), CONFIRMED);
    }

    @Test
    void a_registration_by_strangers_leaves_the_owners_reset_link_good() {
        fixture.givenCurrentTime(NOON)
                .andGiven(BORN)
                .andGivenCurrentTime(NOON.plusSeconds(9))
                .andGiven(AGAIN)
                .when(new ResetPassword(ANNA, CHOSEN, NOON.plusSeconds(5)))
                .expectEvents(new PasswordReset(ANNA, CHOSEN_HASH), CONFIRMED);
    }

    @Test
    void of_very_many_registrations_the_oldest_are_forgotten() {
        Object[] many = new Object[122];
        many[0] = BORN;
        many[1] = BORN_HERE;
        for (int i = 2; i < many.length; i++) {
            many[i] = new RegistrationRepeated(ANNA, i - 1, SECOND);
        }
        refuses(fixture.given(many), onPage(FIRST_BROWSER, null), "CONFIRMATION_NEEDS_PASSWORD");
    }

    @Test
    void an_unknown_account_is_not_found() {
        fixture.givenNoPriorActivity()
                .when(new ConfirmEmail(ANNA))
                .expectException(AggregateNotFoundException.class)
                .expectNoEvents();
    }

    private static ConfirmEmailOnPage onPage(BrowserHash browser, Password chosen) {
        return new ConfirmEmailOnPage(ANNA, browser, chosen);
    }

    private static void refuses(TestExecutor<User> given, UserCommand<?> command, String why) {
        given.when(command)
                .expectException(Refused.class)
                .expectExceptionMessage(why)
                .expectNoEvents();
    }
}
