package io.ssouser.application.recovery;

import static io.ssouser.application.RunningService.EMAIL;
import static io.ssouser.application.RunningService.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ssouser.application.DisturbedStateStore;
import io.ssouser.application.RunningService;
import io.ssouser.application.mail.Mail;
import io.ssouser.application.registration.OneTimeTokens;
import io.ssouser.application.registration.OneTimeTokens.TokenPurpose;
import io.ssouser.application.session.SignInAnswer;
import io.ssouser.application.session.token.Audience;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.user.UserCommand.ChangePassword;
import io.ssouser.domain.user.UserEvent.PasswordReset;
import io.ssouser.domain.user.UserEvent.PasswordResetRequested;
import io.ssouser.eventstore.AtOnce;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResetLinksTest {
    private static final String LINK = RunningService.RESET_LINK;
    private static final Password NEW = new Password("a brand new day");

    @TempDir
    Path folder;

    RunningService service;
    ResetLinks links;
    ForgottenPassword forgotten;
    UserId ada;

    @BeforeEach
    void start() {
        service = new RunningService(folder);
        links = service.resetLinks;
        forgotten = service.forgotten;
        ada = service.registered(EMAIL);
        service.clock.pass(Duration.ofSeconds(1));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void the_link_in_the_mail_resets_the_password_once() {
        String token = requested();

        links.reset(token, NEW);

        assertThat(signsIn(NEW)).isTrue();
        assertRefused(token, Refusal.RESET_LINK_USED);
        assertThat(service.log.events(PasswordReset.class)).hasSize(1);
    }

    @Test
    void whoever_is_overtaken_by_another_use_of_the_link_is_told_that_it_is_used() {
        String token = requested();
        ResetLinks overtaken = new ResetLinks(
                new OneTimeTokens(DisturbedStateStore.after(service.state, "update", () -> links.reset(token, NEW))),
                service.commands,
                UUID::randomUUID,
                service.clock);

        assertThatThrownBy(() -> overtaken.reset(token, new Password("another brand new day")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.RESET_LINK_USED));

        assertThat(signsIn(NEW)).isTrue();
        assertThat(service.log.events(PasswordReset.class)).hasSize(1);
    }

    @Test
    void looking_at_a_link_tells_what_it_is_good_for_and_changes_nothing() {
        String token = requested();

        links.look(token);
        links.look(token);
        assertLookRefused("none", Refusal.RESET_LINK_UNKNOWN);
        service.clock.pass(Duration.ofSeconds(1));
        links.reset(token, NEW);

        assertLookRefused(token, Refusal.RESET_LINK_USED);
        service.clock.pass(Duration.ofSeconds(1));
        String late = requested();
        service.clock.pass(Duration.ofHours(1));
        assertLookRefused(late, Refusal.RESET_LINK_EXPIRED);
    }

    @Test
    void a_link_works_for_an_hour() {
        String token = requested();
        service.clock.pass(Duration.ofHours(1));

        assertRefused(token, Refusal.RESET_LINK_EXPIRED);
        assertThat(service.log.events(PasswordReset.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6e7c2f0e-54f5-4b3d-8a52-0c8b8f6cbb8e", "' OR 1=1 --"})
    void a_link_that_was_never_sent_is_unknown(String token) {
        requested();

        assertRefused(token, Refusal.RESET_LINK_UNKNOWN);
    }

    @Test
    void a_confirmation_link_resets_nothing() {
        service.register("eve@example.org", PASSWORD);
        await().until(() -> !mailsWith(RunningService.LINK).isEmpty());

        assertRefused(token(mailsWith(RunningService.LINK).get(0), RunningService.LINK), Refusal.RESET_LINK_UNKNOWN);
    }

    @Test
    void a_weak_password_leaves_the_link_good() {
        String token = requested();
        assertThatThrownBy(() -> links.reset(token, new Password("password")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.PASSWORD_GUESSABLE));

        links.reset(token, NEW);

        assertThat(signsIn(NEW)).isTrue();
    }

    @Test
    void a_link_whose_reset_was_cut_off_by_a_crash_still_works_within_its_hour() {
        String token = requested();
        String other = requested();
        service.oneTimeTokens.use(TokenPurpose.RESET_PASSWORD, TokenHash.of(token), service.clock.instant());
        service.oneTimeTokens.use(TokenPurpose.RESET_PASSWORD, TokenHash.of(other), service.clock.instant());

        links.reset(token, NEW);

        assertThat(signsIn(NEW)).isTrue();
        service.clock.pass(Duration.ofHours(1));
        assertRefused(other, Refusal.RESET_LINK_USED);
    }

    @Test
    void every_link_is_void_once_the_password_is_another() {
        String first = requested();
        String second = requested();
        service.clock.pass(Duration.ofSeconds(1));
        service.commands.send(new ChangePassword(ada, PASSWORD, NEW, service.session(EMAIL)));

        assertRefused(first, Refusal.RESET_LINK_UNKNOWN);

        service.clock.pass(Duration.ofSeconds(1));
        String third = requested();
        String fourth = requested();
        service.clock.pass(Duration.ofSeconds(1));
        links.reset(third, new Password("yet another day"));
        assertRefused(fourth, Refusal.RESET_LINK_UNKNOWN);
        assertRefused(second, Refusal.RESET_LINK_UNKNOWN);
    }

    @Test
    void of_twenty_resets_with_one_link_at_once_one_counts() throws Exception {
        String token = requested();

        List<Boolean> done = AtOnce.call(20, () -> {
            try {
                links.reset(token, NEW);
                return true;
            } catch (Refused refused) {
                return false;
            }
        });

        assertThat(done).filteredOn(Boolean::booleanValue).hasSize(1);
        assertThat(service.log.events(PasswordReset.class)).hasSize(1);
    }

    @Test
    void nothing_is_sent_or_stored_for_an_unknown_or_absurd_address() {
        forgotten.mailLink("stranger@example.org");
        forgotten.mailLink("no address\r\n");

        assertThat(mailsWith(LINK)).isEmpty();
        assertThat(service.log.events(PasswordResetRequested.class)).isEmpty();
    }

    @Test
    void a_link_comes_late_when_the_mail_server_is_away_and_not_after_its_end() {
        await().until(() -> !mailsWith(RunningService.LINK).isEmpty());
        service.mailer.fail(1);
        forgotten.mailLink(EMAIL);
        assertThat(mailsWith(LINK)).isEmpty();

        service.clock.pass(Duration.ofSeconds(10));
        service.sendMailDue();
        links.reset(token(mailsWith(LINK).get(0), LINK), NEW);

        service.mailer.fail(1);
        forgotten.mailLink(EMAIL);
        service.clock.pass(Duration.ofHours(1));
        service.sendMailDue();
        assertThat(mailsWith(LINK)).hasSize(1);
    }

    private String requested() {
        int before = mailsWith(LINK).size();
        forgotten.mailLink("ADA@example.org");
        assertThat(mailsWith(LINK)).hasSize(before + 1);
        return token(mailsWith(LINK).get(before), LINK);
    }

    private List<Mail> mailsWith(String link) {
        return service.mailer.sent().stream()
                .filter(mail -> mail.text().contains(link))
                .toList();
    }

    private static String token(Mail mail, String link) {
        String rest = mail.text().substring(mail.text().indexOf(link) + link.length());
        return rest.substring(0, rest.indexOf('\n'));
    }

    private boolean signsIn(Password password) {
        return service.signIn.withPassword(EMAIL, password, Audience.PLATFORM, user -> Optional.empty())
                instanceof SignInAnswer.Granted;
    }

    private void assertLookRefused(String token, Refusal why) {
        assertThatThrownBy(() -> links.look(token))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(why));
    }

    private void assertRefused(String token, Refusal why) {
        assertThatThrownBy(() -> links.reset(token, NEW))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(why));
    }
}
