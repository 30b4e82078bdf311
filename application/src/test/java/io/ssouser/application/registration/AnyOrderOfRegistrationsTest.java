package io.ssouser.application.registration;

import static io.ssouser.application.RunningService.EMAIL;
import static io.ssouser.application.RunningService.LINK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.application.RunningService;
import io.ssouser.application.recovery.ForgottenPassword;
import io.ssouser.application.recovery.ResetLinks;
import io.ssouser.application.session.token.Audience;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.identity.IdentityClaimId;
import io.ssouser.domain.identity.ProviderIdentity;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.identity.ProviderSubject;
import io.ssouser.domain.password.BrowserHash;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.user.UserCommand.RegisterWithIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The user's password is the one chosen by whoever proved the mailbox, whatever two people did before, and in whatever order. */
class AnyOrderOfRegistrationsTest {
    private static final String RESET = "https://sso.example.org/reset-password?token=";
    private static final Password STRANGERS = new Password("a stranger's own words");
    private static final Password OWNERS = new Password("the owner's own words");
    private static final Password CHOSEN = new Password("chosen on the page");
    private static final BrowserHash OWNERS_BROWSER = new BrowserHash("the owner's browser");

    /** What anybody can do without reading the mail. */
    enum Step {
        STRANGER_REGISTERS,
        OWNER_REGISTERS,
        SOMEBODY_ASKS_FOR_THE_LINK_AGAIN,
        SOMEBODY_FORGETS
    }

    /** What the owner alone can do. */
    enum Proof {
        FOLLOWS_THE_LINK_WHERE_SHE_REGISTERED(OWNERS),
        FOLLOWS_THE_LINK_ELSEWHERE(CHOSEN),
        RESETS_THE_PASSWORD(CHOSEN),
        SIGNS_IN_BY_A_PROVIDER(null);

        final Password opens;

        Proof(Password opens) {
            this.opens = opens;
        }
    }

    @TempDir
    Path folder;

    private RunningService service;
    private ResetLinks resets;
    private ForgottenPassword forgotten;

    @BeforeEach
    void start() {
        service = new RunningService(folder);
        resets = new ResetLinks(service.oneTimeTokens, service.commands, UUID::randomUUID, service.clock);
        forgotten =
                new ForgottenPassword(service.mails, service.owners, service.commands, resets, RESET, () -> Map.of());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    static Stream<Arguments> orders() {
        return permutations(List.of(Step.values()))
                .flatMap(order -> Stream.of(Proof.values()).map(proof -> Arguments.of(order, proof)));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void whoever_proved_the_mailbox_has_chosen_the_password(List<Step> order, Proof proof) {
        order.forEach(this::take);

        prove(proof);

        assertOpens(proof.opens);
        take(Step.STRANGER_REGISTERS);
        take(Step.SOMEBODY_ASKS_FOR_THE_LINK_AGAIN);
        assertOpens(proof.opens);
    }

    private void take(Step step) {
        switch (step) {
            case STRANGER_REGISTERS -> register(STRANGERS, new BrowserHash("a stranger's browser"));
            case OWNER_REGISTERS -> register(OWNERS, OWNERS_BROWSER);
            case SOMEBODY_ASKS_FOR_THE_LINK_AGAIN -> service.resend.resend(EMAIL);
            case SOMEBODY_FORGETS -> forgotten.mailLink(EMAIL);
        }
        service.clock.pass(Duration.ofSeconds(1));
    }

    private void register(Password password, BrowserHash browser) {
        service.registration.register(EMAIL, password, browser, address -> {});
    }

    private void prove(Proof proof) {
        switch (proof) {
            case FOLLOWS_THE_LINK_WHERE_SHE_REGISTERED ->
                service.confirmation.confirm(oldest(LINK), OWNERS_BROWSER, null);
            case FOLLOWS_THE_LINK_ELSEWHERE -> service.confirmation.confirm(oldest(LINK), null, CHOSEN);
            case RESETS_THE_PASSWORD -> {
                if (tokens(RESET).isEmpty()) {
                    take(Step.SOMEBODY_FORGETS);
                }
                resets.reset(oldest(RESET), CHOSEN);
            }
            case SIGNS_IN_BY_A_PROVIDER -> signInByProvider();
        }
        service.clock.pass(Duration.ofSeconds(1));
    }

    private void signInByProvider() {
        EmailAddress email = new EmailAddress(EMAIL);
        UserId born = service.commands.send(new RegisterWithIdentity(
                new UserId(UUID.randomUUID().toString()),
                service.keys.claimOn(email),
                email,
                new ProviderIdentity(
                        new ProviderName("google"),
                        new IdentityClaimId("ada at google"),
                        new ProviderSubject("1101"),
                        null)));
        assertThat(service.owners.ownerOf(email)).contains(born);
        assertThat(service.facts.hasConfirmed(born)).isTrue();
    }

    /** The token of the oldest mail with such a link. */
    private String oldest(String link) {
        await().atMost(Duration.ofSeconds(10)).until(() -> !tokens(link).isEmpty());
        return tokens(link).get(0);
    }

    private List<String> tokens(String link) {
        return service.mailer.sent().stream()
                .map(mail -> mail.text())
                .filter(text -> text.contains(link))
                .map(text -> text.substring(text.indexOf(link) + link.length())
                        .lines()
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private void assertOpens(Password only) {
        for (Password password : List.of(STRANGERS, OWNERS, CHOSEN)) {
            assertThat(opens(password))
                    .as(password == only ? "the right one" : "another")
                    .isEqualTo(password == only);
        }
    }

    private boolean opens(Password password) {
        try {
            service.signIn.withPassword(EMAIL, password, Audience.PLATFORM, known -> Optional.empty());
            return true;
        } catch (Refused refused) {
            return false;
        }
    }

    private static Stream<List<Step>> permutations(List<Step> steps) {
        if (steps.isEmpty()) {
            return Stream.of(List.of());
        }
        return steps.stream().flatMap(first -> {
            List<Step> rest = new ArrayList<>(steps);
            rest.remove(first);
            return permutations(rest).map(tail -> {
                List<Step> order = new ArrayList<>(List.of(first));
                order.addAll(tail);
                return order;
            });
        });
    }
}
