package io.ssouser.application.registration;

import static io.ssouser.application.RunningService.EMAIL;
import static io.ssouser.application.RunningService.LINK;
import static io.ssouser.application.RunningService.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ssouser.application.RunningService;
import io.ssouser.application.mail.Mail;
import io.ssouser.application.registration.OneTimeTokens.TokenPurpose;
import io.ssouser.application.session.token.Audience;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.password.BrowserHash;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.eventstore.AtOnce;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailConfirmationTest {
    @TempDir
    Path folder;

    RunningService service;

    @BeforeEach
    void start() {
        service = new RunningService(folder);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void a_new_owner_gets_a_letter_whose_link_confirms_the_address() {
        UserId user = register();
        Mail letter = letter(0);

        assertThat(letter.to()).isEqualTo(new EmailAddress(EMAIL));
        assertThat(service.facts.hasConfirmed(user)).isFalse();
        assertThat(service.confirmation.confirm(tokenIn(letter))).isEqualTo(user);
        assertThat(service.log.events(EmailConfirmed.class)).containsExactly(new EmailConfirmed(user));
        assertThat(service.facts.hasConfirmed(user)).isTrue();
    }

    @Test
    void a_link_works_once() {
        register();
        String token = tokenIn(letter(0));
        service.confirmation.confirm(token);

        assertRefused(token, Refusal.CONFIRMATION_USED);
        assertThat(service.log.events(EmailConfirmed.class)).hasSize(1);
    }

    @Test
    void of_fifty_uses_at_once_one_confirms_and_the_others_hear_that_it_was_done() throws Exception {
        register();
        String token = tokenIn(letter(0));

        List<Object> told = AtOnce.call(50, () -> {
            try {
                return service.confirmation.confirm(token);
            } catch (Refused refused) {
                return refused.refusal();
            }
        });

        assertThat(told).filteredOn(UserId.class::isInstance).hasSize(1);
        assertThat(told).filteredOn(Refusal.CONFIRMATION_USED::equals).hasSize(49);
    }

    @Test
    void looking_at_a_link_tells_what_it_is_good_for_and_changes_nothing() {
        register();
        String token = tokenIn(letter(0));

        service.confirmation.look(token, null);
        service.confirmation.look(token, null);
        assertThatThrownBy(() -> service.confirmation.look("none", null))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.CONFIRMATION_UNKNOWN));

        assertThat(service.log.events(EmailConfirmed.class)).isEmpty();
        service.confirmation.confirm(token);
        assertThatThrownBy(() -> service.confirmation.look(token, null))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.CONFIRMATION_USED));
    }

    @Test
    void a_link_works_for_a_day() {
        register();
        String token = tokenIn(letter(0));
        service.clock.pass(Duration.ofHours(24));

        assertRefused(token, Refusal.CONFIRMATION_EXPIRED);
        assertThat(service.log.events(EmailConfirmed.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6e7c2f0e-54f5-4b3d-8a52-0c8b8f6cbb8e", "' OR 1=1 --"})
    void a_link_that_was_never_sent_is_unknown(String token) {
        register();
        letter(0);
        assertRefused(token, Refusal.CONFIRMATION_UNKNOWN);
    }

    @Test
    void a_link_whose_confirmation_was_cut_off_by_a_crash_still_works() {
        UserId user = register();
        String token = tokenIn(letter(0));
        service.oneTimeTokens.use(TokenPurpose.CONFIRM_EMAIL, TokenHash.of(token), service.clock.instant());

        assertThat(service.confirmation.confirm(token)).isEqualTo(user);
        assertThat(service.facts.hasConfirmed(user)).isTrue();
        assertRefused(token, Refusal.CONFIRMATION_USED);
    }

    @Test
    void a_letter_that_the_mail_server_does_not_take_is_sent_later() {
        service.mailer.fail(2);
        UserId user = register();
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            service.clock.pass(Duration.ofSeconds(1));
            service.sendMailDue();
            return !service.mailer.sent().isEmpty();
        });

        assertThat(service.confirmation.confirm(tokenIn(letter(0)))).isEqualTo(user);
    }

    @Test
    void the_owner_of_a_contested_address_is_told_and_gets_no_link() {
        register();
        service.confirmation.confirm(tokenIn(letter(0)));
        service.register(EMAIL, PASSWORD);

        Mail told = letter(1);
        assertThat(told.to()).isEqualTo(new EmailAddress(EMAIL));
        assertThat(told.subject()).isEqualTo("You already have an account");
        assertThat(told.text()).doesNotContain("token=");
    }

    @Test
    void every_link_proves_the_mailbox_alike_whichever_registration_it_was_sent_for() {
        UserId user = register();
        String first = tokenIn(letter(0));
        BrowserHash browser = new BrowserHash("the owner's browser");
        Password owners = new Password("the owner's own words");
        service.registration.register(EMAIL, owners, browser, address -> {});
        service.register(EMAIL, PASSWORD);
        String last = tokenIn(letter(2));

        assertRefused(last, Refusal.CONFIRMATION_NEEDS_PASSWORD);
        assertThat(service.confirmation.look(first, browser)).isTrue();
        assertThat(service.confirmation.look(last, null)).isFalse();
        assertThat(service.confirmation.confirm(first, browser, null)).isEqualTo(user);

        assertThat(service.signIn.withPassword(EMAIL, owners, Audience.PLATFORM, known -> Optional.empty()))
                .isNotNull();
        assertThatThrownBy(() -> service.signedIn(EMAIL)).isInstanceOf(Refused.class);
        assertRefused(last, Refusal.CONFIRMATION_USED);
        assertThat(service.owners.ownerOf(new EmailAddress(EMAIL))).contains(user);
    }

    @Test
    void a_lost_letter_is_sent_again_and_both_links_work_until_one_is_used() {
        UserId user = register();
        String first = tokenIn(letter(0));
        service.resend.resend("ADA@example.org");
        String second = tokenIn(letter(1));

        assertThat(second).isNotEqualTo(first);
        assertThat(service.confirmation.confirm(second)).isEqualTo(user);
        assertRefused(first, Refusal.CONFIRMATION_USED);
        assertThat(service.log.events(EmailConfirmed.class)).hasSize(1);
    }

    @Test
    void nothing_is_sent_again_to_a_confirmed_unknown_or_absurd_address() {
        register();
        service.confirmation.confirm(tokenIn(letter(0)));

        service.resend.resend(EMAIL);
        service.resend.resend("stranger@example.org");
        service.resend.resend("no address\r\n");

        assertThat(service.mailer.sent()).hasSize(1);
    }

    @Test
    void a_link_that_was_asked_for_again_comes_when_the_mail_server_is_back() {
        register();
        letter(0);
        service.mailer.fail(1);
        service.resend.resend(EMAIL);
        assertThat(service.mailer.sent()).hasSize(1);

        service.clock.pass(Duration.ofSeconds(10));
        service.sendMailDue();

        assertThat(service.mailer.sent()).hasSize(2);
    }

    private UserId register() {
        service.register(EMAIL, PASSWORD);
        return service.owners.ownerOf(new EmailAddress(EMAIL)).orElseThrow();
    }

    private Mail letter(int index) {
        await().atMost(Duration.ofSeconds(10)).until(() -> service.mailer.sent().size() > index);
        return service.mailer.sent().get(index);
    }

    private static String tokenIn(Mail letter) {
        String rest = letter.text().substring(letter.text().indexOf(LINK) + LINK.length());
        return rest.substring(0, rest.indexOf('\n'));
    }

    private void assertRefused(String token, Refusal why) {
        assertThatThrownBy(() -> service.confirmation.confirm(token))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(why));
    }
}
