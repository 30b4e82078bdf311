package io.ssouser.application.registration;

import static io.ssouser.application.RunningService.EMAIL;
import static io.ssouser.application.RunningService.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.ssouser.application.RunningService;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailClaimEvent.EmailClaimContested;
import io.ssouser.domain.email.EmailClaimEvent.EmailClaimed;
import io.ssouser.domain.identity.IdentityClaimEvent.IdentityClaimed;
import io.ssouser.domain.identity.IdentityClaimId;
import io.ssouser.domain.identity.ProviderIdentity;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.identity.ProviderSubject;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.password.PasswordHash;
import io.ssouser.domain.user.UserCommand.Register;
import io.ssouser.domain.user.UserCommand.RegisterWithIdentity;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.RegisteredWithIdentity;
import io.ssouser.domain.user.UserEvent.RegistrationRepeated;
import io.ssouser.domain.user.UserEvent.UserErased;
import io.ssouser.eventstore.AtOnce;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationTest {
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
    void an_account_and_the_claim_on_its_address_are_born_in_one_commit() {
        service.register("Ada@Example.org", PASSWORD);

        EmailAddress email = new EmailAddress(EMAIL);
        UserId user = service.owners.ownerOf(email).orElseThrow();
        assertThat(service.log.commits())
                .containsExactly(List.of(
                        new EmailClaimed(service.keys.claimOn(email), user),
                        new Registered(user, service.keys.claimOn(email), email, service.hasher.hash(PASSWORD))));
        assertThat(service.facts.emailOf(user)).contains(email);
    }

    @Test
    void a_held_address_is_answered_like_a_free_one_and_the_attempt_is_remembered() {
        UserId owner = service.registered(EMAIL);
        int hashed = service.hasher.evaluations();

        service.register("ADA@example.org", new Password("another one"));

        assertThat(service.hasher.evaluations()).isEqualTo(hashed + 1);
        assertThat(service.log.events(Registered.class)).hasSize(1);
        assertThat(service.log.events(EmailClaimContested.class))
                .containsExactly(new EmailClaimContested(service.keys.claimOn(new EmailAddress(EMAIL)), owner));
        assertThat(service.owners.ownerOf(new EmailAddress(EMAIL))).contains(owner);
    }

    @Test
    void the_command_itself_tells_that_an_address_is_held() {
        service.register(EMAIL, PASSWORD);
        EmailAddress email = new EmailAddress(EMAIL);
        Register second =
                new Register(new UserId("u-2"), service.keys.claimOn(email), email, new PasswordHash("fake$1$x"), null);

        assertThatThrownBy(() -> service.commands.send(second))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.EMAIL_TAKEN));
        assertThat(service.log.events(EmailClaimContested.class)).hasSize(1);
    }

    @Test
    void of_fifty_registrations_of_one_address_at_once_one_bears_an_account() throws Exception {
        AtOnce.call(50, () -> {
            service.register(EMAIL, PASSWORD);
            return true;
        });

        assertThat(service.log.events(Registered.class)).hasSize(1);
        assertThat(service.log.events(EmailClaimed.class)).hasSize(1);
        assertThat(service.log.events(EmailClaimContested.class).size()
                        + service.log.events(RegistrationRepeated.class).size())
                .isEqualTo(49);
    }

    @Test
    void an_account_its_identity_and_its_address_are_born_in_one_commit() {
        UserId user = service.commands.send(withIdentity("u-1", "ada at google"));

        EmailAddress email = new EmailAddress(EMAIL);
        assertThat(service.log.commits())
                .containsExactly(List.of(
                        new IdentityClaimed(new IdentityClaimId("ada at google"), user),
                        new EmailClaimed(service.keys.claimOn(email), user),
                        new RegisteredWithIdentity(
                                user,
                                service.keys.claimOn(email),
                                email,
                                new IdentityClaimId("ada at google"),
                                new ProviderName("google"),
                                new ProviderSubject("1101"),
                                null),
                        new EmailConfirmed(user)));
        assertThat(service.owners.ownerOf(email)).contains(user);
        assertThat(service.identityOwners.ownerOf(new IdentityClaimId("ada at google")))
                .contains(user);
        assertThat(service.facts.emailOf(user)).contains(email);
        assertThat(service.facts.hasConfirmed(user)).isTrue();
    }

    @Test
    void a_claim_that_nobody_confirmed_yields_to_an_identity_whose_provider_verified_the_address() {
        service.register(EMAIL, PASSWORD);
        EmailAddress email = new EmailAddress(EMAIL);
        UserId stranger = service.owners.ownerOf(email).orElseThrow();

        UserId user = service.commands.send(withIdentity("u-2", "ada at google"));

        assertThat(service.owners.ownerOf(email)).contains(user).isNotEqualTo(Optional.of(stranger));
        assertThat(service.facts.hasConfirmed(user)).isTrue();
        assertThat(service.log.events(UserErased.class)).containsExactly(new UserErased(stranger));
        assertThatThrownBy(() -> service.signedIn(EMAIL)).isInstanceOf(Refused.class);
    }

    @Test
    void an_identity_whose_address_is_held_bears_nothing_and_nobody_is_told() {
        service.registered(EMAIL);
        int commits = service.log.commits().size();

        assertThatThrownBy(() -> service.commands.send(withIdentity("u-2", "ada at google")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.EMAIL_TAKEN));

        assertThat(service.log.commits()).hasSize(commits);
        assertThat(service.identityOwners.ownerOf(new IdentityClaimId("ada at google")))
                .isEmpty();
    }

    @Test
    void of_fifty_births_with_one_address_at_once_one_bears_an_account() throws Exception {
        AtomicInteger number = new AtomicInteger();
        AtOnce.call(50, () -> {
            int mine = number.incrementAndGet();
            try {
                service.commands.send(withIdentity("u-" + mine, "identity " + mine));
                return true;
            } catch (Refused | ConcurrencyException lost) {
                return false;
            }
        });

        assertThat(service.log.events(RegisteredWithIdentity.class)).hasSize(1);
        assertThat(service.log.events(IdentityClaimed.class)).hasSize(1);
        assertThat(service.log.events(EmailClaimed.class)).hasSize(1);
    }

    private RegisterWithIdentity withIdentity(String user, String identity) {
        EmailAddress email = new EmailAddress(EMAIL);
        return new RegisterWithIdentity(
                new UserId(user),
                service.keys.claimOn(email),
                email,
                new ProviderIdentity(
                        new ProviderName("google"), new IdentityClaimId(identity), new ProviderSubject("1101"), null));
    }

    @ParameterizedTest
    @CsvSource({
        "no-address,       correct horse, INVALID_EMAIL",
        "a@b@example.org,  correct horse, INVALID_EMAIL",
        "ada@example.org., correct horse, INVALID_EMAIL",
        "ada@example.org,  seven77,       PASSWORD_TOO_SHORT",
        "ada@example.org,  Ada@example.org, PASSWORD_GUESSABLE"
    })
    void what_is_no_address_or_no_good_password_bears_nothing_and_counts_for_nothing(
            String email, String password, Refusal why) {
        assertThatThrownBy(() -> service.registration.register(
                        email, new Password(password), null, address -> fail("asked for the admission of " + address)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(why));
        assertThat(service.log.commits()).isEmpty();
    }

    @Test
    void who_is_not_admitted_bears_nothing_and_costs_no_hash() {
        assertThatThrownBy(() -> service.registration.register("Ada@example.org", PASSWORD, null, address -> {
                    throw new IllegalStateException(address.value());
                }))
                .hasMessage(EMAIL);
        assertThat(service.log.commits()).isEmpty();
        assertThat(service.hasher.evaluations()).isZero();
    }

    @Test
    void an_address_with_a_line_break_bears_nothing() {
        assertThatThrownBy(() -> service.register("ada@example.org\r\nBcc: eve@example.org", PASSWORD))
                .isInstanceOf(Refused.class);
        assertThat(service.log.commits()).isEmpty();
    }

    @Test
    void a_free_address_has_no_owner() {
        assertThat(service.owners.ownerOf(new EmailAddress("free@example.org"))).isEmpty();
        assertThat(service.facts.emailOf(new UserId("nobody"))).isEmpty();
    }
}
