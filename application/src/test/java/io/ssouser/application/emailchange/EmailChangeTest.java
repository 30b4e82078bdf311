package io.ssouser.application.emailchange;

import static io.ssouser.application.RunningService.EMAIL;
import static io.ssouser.application.RunningService.ISSUER;
import static io.ssouser.application.RunningService.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ssouser.application.RunningService;
import io.ssouser.application.mail.Mail;
import io.ssouser.application.session.SignInAnswer;
import io.ssouser.application.session.token.AccessRefused;
import io.ssouser.application.session.token.TokenPair;
import io.ssouser.domain.ExpectedVersion;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailClaimEvent.EmailClaimContested;
import io.ssouser.domain.email.EmailClaimEvent.EmailClaimReleased;
import io.ssouser.domain.email.EmailClaimEvent.EmailClaimed;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserEvent.EmailChangeRequested;
import io.ssouser.domain.user.UserEvent.EmailChangeUndone;
import io.ssouser.domain.user.UserEvent.EmailChanged;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.eventstore.AtOnce;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailChangeTest {
    private static final EmailAddress OLD = new EmailAddress(EMAIL);
    private static final EmailAddress NEW = new EmailAddress("ada@example.com");
    private static final Pattern LINK = Pattern.compile(Pattern.quote(ISSUER) + "/auth/([a-z-]+)\\?token=(\\S+)");

    @TempDir
    Path folder;

    RunningService service;
    UserId ada;
    SessionId adas;

    @BeforeEach
    void start() {
        service = new RunningService(folder);
        ada = service.registered(EMAIL);
        adas = session(EMAIL);
        await().until(() -> !service.mailer.sent().isEmpty());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void an_account_moves_with_both_claims_in_one_commit() {
        request(ada, adas, NEW);
        service.emailChange.confirm(token(NEW, "confirm-email-change"));

        EmailChanged changed = service.log.events(EmailChanged.class).get(0);
        assertThat(service.log.commits().get(service.log.commits().size() - 1))
                .containsExactly(
                        changed,
                        new EmailClaimed(claim(NEW), ada),
                        new EmailClaimReleased(claim(OLD), ada, changed.undoableUntil()));
        assertThat(service.owners.ownerOf(NEW)).contains(ada);
        assertThat(service.owners.ownerOf(OLD)).isEmpty();
        assertThat(service.facts.emailOf(ada)).contains(NEW);
        assertThat(service.facts.hasConfirmed(ada)).isTrue();
    }

    @Test
    void from_then_on_the_new_address_signs_in_and_the_sessions_live_on_under_it() {
        SignInAnswer.Granted before = service.signedIn(EMAIL);
        move();

        assertThat(service.signedIn(NEW.value()).userId()).isEqualTo(ada);
        assertRefused(() -> service.signedIn(EMAIL), Refusal.WRONG_CREDENTIALS);
        assertThat(service.accessCheck
                        .authenticate(before.tokens().accessToken())
                        .email())
                .isEqualTo(OLD);
        TokenPair after = service.refreshTokens.refresh(before.tokens().refreshToken());
        assertThat(service.accessCheck.authenticate(after.accessToken()).email())
                .isEqualTo(NEW);
    }

    @Test
    void the_old_address_is_warned_at_the_request_and_again_at_the_change_without_the_new_one() {
        move();

        assertThat(letters(OLD, 3))
                .extracting(Mail::subject)
                .containsExactly(
                        "Please confirm your e-mail address",
                        "Your e-mail address is about to change",
                        "Your e-mail address was changed");
        assertThat(letters(OLD, 3)).noneMatch(letter -> letter.text().contains(NEW.value()));
    }

    @Test
    void an_address_that_another_account_holds_looks_like_a_free_one_and_its_owner_is_told_without_a_link() {
        UserId bob = service.registered("bob@example.org");
        SessionId bobs = session("bob@example.org");
        int commits = service.log.commits().size();

        request(bob, bobs, OLD);

        assertThat(service.log.commits()).hasSize(commits + 1);
        assertThat(service.log.commits().get(commits))
                .singleElement()
                .isInstanceOfSatisfying(
                        EmailChangeRequested.class,
                        asked -> assertThat(asked.email()).isEqualTo(OLD));
        Mail told = letters(OLD, 2).get(1);
        assertThat(told.subject()).isEqualTo("Somebody tried to use your address");
        assertThat(told.text()).doesNotContain("token=");
    }

    @Test
    void of_two_accounts_that_move_to_one_address_at_once_one_does() throws Exception {
        UserId bob = service.registered("bob@example.org");
        request(ada, adas, NEW);
        request(bob, session("bob@example.org"), NEW);
        List<String> tokens = letters(NEW, 2).stream()
                .map(letter -> token(letter, "confirm-email-change"))
                .toList();

        AtomicInteger next = new AtomicInteger();

        List<Boolean> won = AtOnce.call(2, () -> confirms(tokens.get(next.getAndIncrement())));

        assertThat(won).containsExactlyInAnyOrder(true, false);
        assertThat(service.log.events(EmailChanged.class)).hasSize(1);
        assertThat(service.log.events(EmailClaimReleased.class)).hasSize(1);
        UserId winner = service.log.events(EmailChanged.class).get(0).userId();
        assertThat(service.owners.ownerOf(NEW)).contains(winner);
    }

    @Test
    void an_address_that_was_left_waits_a_week_for_its_owner() {
        move();
        int registered = service.log.events(Registered.class).size();

        service.registration.register(EMAIL, PASSWORD, null, address -> {});
        assertThat(service.log.events(Registered.class)).hasSize(registered);
        assertThat(service.log.events(EmailClaimContested.class)).isEmpty();

        service.clock.pass(Duration.ofDays(7));
        service.registration.register(EMAIL, PASSWORD, null, address -> {});
        assertThat(service.log.events(Registered.class)).hasSize(registered + 1);
        assertThat(service.owners.ownerOf(OLD)).isPresent().get().isNotEqualTo(ada);
    }

    @Test
    void an_owner_who_disowns_the_change_has_the_old_address_back_and_frees_the_new_one() {
        move();
        SignInAnswer.Granted thief = service.signedIn(NEW.value());

        service.emailChange.undo(token(letters(OLD, 3).get(1), "undo-email-change"));

        assertThat(service.log.events(EmailChangeUndone.class)).hasSize(1);
        assertThat(service.owners.ownerOf(OLD)).contains(ada);
        assertThat(service.owners.ownerOf(NEW)).isEmpty();
        assertThat(service.facts.emailOf(ada)).contains(OLD);
        assertThatThrownBy(() -> service.accessCheck.authenticate(thief.tokens().accessToken()))
                .isInstanceOf(AccessRefused.class);
        assertThat(service.signedIn(EMAIL).userId()).isEqualTo(ada);
        assertThat(letters(OLD, 4).get(3).subject()).isEqualTo("The change of your e-mail address was undone");
        service.registered(NEW.value());
    }

    @Test
    void both_letters_bring_the_address_back_and_the_second_time_it_is_told_to_be_done() {
        move();
        service.emailChange.undo(token(letters(OLD, 3).get(2), "undo-email-change"));
        int commits = service.log.commits().size();

        String second = token(letters(OLD, 3).get(1), "undo-email-change");
        assertRefused(() -> service.emailChange.lookAtUndo(second), Refusal.CONFIRMATION_USED);
        assertRefused(() -> service.emailChange.undo(second), Refusal.CONFIRMATION_USED);

        assertThat(service.log.commits()).hasSize(commits);
    }

    @Test
    void the_link_in_the_second_letter_works_for_a_week() {
        move();
        String token = token(letters(OLD, 3).get(2), "undo-email-change");
        service.clock.pass(Duration.ofDays(7));

        assertRefused(() -> service.emailChange.lookAtUndo(token), Refusal.CONFIRMATION_EXPIRED);
        assertRefused(() -> service.emailChange.undo(token), Refusal.CONFIRMATION_EXPIRED);
    }

    @Test
    void a_link_for_one_purpose_is_good_for_no_other() {
        request(ada, adas, NEW);
        String confirm = token(NEW, "confirm-email-change");
        String undo = token(letters(OLD, 2).get(1), "undo-email-change");

        assertRefused(() -> service.emailChange.undo(confirm), Refusal.CONFIRMATION_UNKNOWN);
        assertRefused(() -> service.emailChange.confirm(undo), Refusal.CONFIRMATION_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b", "Y29uZmlybQphCmI.", "Y29uZmlybQphCmI.AAAA", "é.é", "' OR 1=1 --"})
    void a_link_that_was_never_sent_is_unknown(String token) {
        assertRefused(() -> service.emailChange.confirm(token), Refusal.CONFIRMATION_UNKNOWN);
        assertRefused(() -> service.emailChange.lookAtUndo(token), Refusal.CONFIRMATION_UNKNOWN);
    }

    @Test
    void a_link_with_one_character_changed_is_unknown() {
        request(ada, adas, NEW);
        String token = token(NEW, "confirm-email-change");
        for (int i = 0; i < token.length() - 1; i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String forged = token.substring(0, i) + other + token.substring(i + 1);
            assertRefused(() -> service.emailChange.confirm(forged), Refusal.CONFIRMATION_UNKNOWN);
        }
        service.emailChange.confirm(token);
    }

    private boolean confirms(String token) {
        try {
            service.emailChange.confirm(token);
            return true;
        } catch (Refused refused) {
            assertThat(refused.refusal()).isEqualTo(Refusal.EMAIL_TAKEN);
            return false;
        }
    }

    private SessionId session(String email) {
        String token = service.signedIn(email).tokens().accessToken();
        return service.accessCheck.authenticate(token).sessionId();
    }

    private void request(UserId user, SessionId session, EmailAddress address) {
        service.emailChange.request(user, session, address, ExpectedVersion.ANY);
    }

    private void move() {
        request(ada, adas, NEW);
        service.emailChange.confirm(token(NEW, "confirm-email-change"));
    }

    private EmailClaimId claim(EmailAddress address) {
        return service.keys.claimOn(address);
    }

    private String token(EmailAddress address, String path) {
        return token(letters(address, 1).get(0), path);
    }

    private static String token(Mail letter, String path) {
        Matcher link = LINK.matcher(letter.text());
        assertThat(link.find()).as(letter.text()).isTrue();
        assertThat(link.group(1)).isEqualTo(path);
        return link.group(2);
    }

    /** At least so many letters to the address, in the order in which they were sent. */
    private List<Mail> letters(EmailAddress address, int many) {
        return await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> service.mailer.sent().stream()
                                .filter(letter -> letter.to().equals(address))
                                .toList(),
                        letters -> letters.size() >= many);
    }

    private static void assertRefused(ThrowingCallable act, Refusal why) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(why));
    }
}
