package io.ssouser.app.attack;

import static io.ssouser.app.http.Envelope.assertRefused;
import static io.ssouser.app.journey.ProviderHandshake.link;
import static io.ssouser.app.journey.ProviderHandshake.location;
import static io.ssouser.app.journey.ProviderHandshake.parameter;
import static io.ssouser.app.journey.ProviderHandshake.signIn;
import static io.ssouser.app.journey.ProviderHandshake.startLink;
import static io.ssouser.app.journey.ProviderHandshake.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.AnyStore;
import io.ssouser.app.journey.Authenticator;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.FakeGitHub;
import io.ssouser.app.journey.ProviderHandshake;
import io.ssouser.app.journey.RunningService;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A thief holds the tokens of a session beside its owner and begins what would last; the owner does what owners do in doubt, in that very
 * session. Every cell of the table in the threat model is a test of the domain; these are its corners over HTTP.
 */
@AnyStore
class IntentAttackTest {
    private static final AtomicInteger SUBJECTS = new AtomicInteger(3_000);
    private static final String IDENTITIES = "/api/user/identities";
    private static final String CONFIRM = "/auth/confirm-email-change";
    private static final String NEW = "a brand new day";

    private static FakeGitHub github;
    private static RunningService service;
    private static Accounts accounts;

    @BeforeAll
    static void start() {
        github = new FakeGitHub();
        service = RunningService.fresh(ProviderHandshake.settings(github.settings()));
        accounts = new Accounts(service);
    }

    @AfterAll
    static void stop() {
        service.close();
        github.close();
    }

    /** What an owner does in doubt. */
    enum Doubt {
        PASSWORD_CHANGED((owner, email) -> done(owner.post(
                "/api/user/change-password", Map.of("current_password", Accounts.PASSWORD, "new_password", NEW)))),
        PASSWORD_RESET((owner, email) -> {
            owner.post("/api/auth/forgot-password", Map.of("email", email));
            String token = parameter(service.mailbox().linkFor(email, "/reset-password"), "token");
            done(owner.post("/api/auth/reset-password", Map.of("token", token, "new_password", NEW)));
        }),
        ALL_OTHERS_REVOKED((owner, email) -> done(owner.post("/api/user/devices/revoke-all", Map.of()))),
        SECOND_FACTOR_ON((owner, email) -> accounts.secondFactor(owner));

        private final BiConsumer<Browser, String> act;

        Doubt(BiConsumer<Browser, String> act) {
            this.act = act;
        }

        private static void done(Reply reply) {
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_change_of_address_that_a_thief_asked_for_is_void(Doubt doubt) {
        String email = owned();
        Browser owner = accounts.signedIn(email);
        String hideout = Accounts.address("hideout");
        assertThat(owner.patch("/api/user", Map.of("email", hideout)).status()).isEqualTo(200);
        String thiefs = service.mailbox().linkFor(hideout, CONFIRM);

        doubt.act.accept(owner, email);

        assertThat(service.browser().submit(thiefs).status()).isEqualTo(404);
        assertThat(service.browser().login(hideout, Accounts.PASSWORD).status()).isEqualTo(401);
        assertThat(service.browser().login(hideout, NEW).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource
    void a_linking_that_a_thief_began_is_void(Doubt doubt) {
        String email = owned();
        Browser owner = accounts.signedIn(email);
        Browser thief = service.browser().bearer(owner.accessToken());
        int subject = SUBJECTS.incrementAndGet();
        github.expect(subject, "thief", "thief@example.org", true);
        String back = visit(startLink(thief, "github"));

        doubt.act.accept(owner, email);

        assertThat(location(thief.get(back))).contains("status=error", "error=step_up_required");
        String own = Accounts.address("thief");
        github.expect(subject, "thief", own, true);
        assertThat(ProviderHandshake.signInAndExchange(service.browser(), "github")
                        .status())
                .as("the identity is the thief's own still")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void a_code_of_a_sign_in_by_provider_is_void(Doubt doubt) {
        String email = owned();
        Browser owner = accounts.signedIn(email);
        github.expect(SUBJECTS.incrementAndGet(), "owner", email, true);
        link(owner, "github");
        Browser thief = service.browser();
        String code = parameter(signIn(thief, "github"), "code");

        doubt.act.accept(owner, email);

        assertThat(thief.post("/api/auth/exchange", Map.of("code", code)).status())
                .isEqualTo(400);
    }

    @Test
    void a_wish_to_be_erased_that_a_thief_made_ends_with_the_password() {
        String email = owned();
        Browser owner = accounts.signedIn(email);
        assertThat(owner.delete("/api/user").status()).isEqualTo(202);

        Doubt.PASSWORD_CHANGED.act.accept(owner, email);

        assertThat(owner.get("/api/user/erasure").json().get("erase_at").isNull())
                .isTrue();
    }

    @Test
    void a_session_proven_by_password_alone_does_not_switch_the_second_factor_off() {
        String email = owned();
        Browser thief = accounts.signedIn(email);
        Browser owner = accounts.signedIn(email);
        Authenticator authenticator = accounts.secondFactor(owner);

        for (Reply reply : new Reply[] {
            thief.delete("/api/user/mfa"),
            thief.post("/api/user/mfa/backup-codes/regenerate"),
            thief.patch("/api/user", Map.of("email", Accounts.address("hideout"))),
            thief.post(IDENTITIES + "/github/link", Map.of()),
            thief.delete("/api/user"),
            thief.get("/api/privacy/export")
        }) {
            assertThat(reply.status()).as(reply.body()).isIn(403, 404);
        }
        assertThat(thief.delete("/api/user/mfa").text("error_code")).isEqualTo("STEP_UP_REQUIRED");
        assertThat(owner.post("/api/user/mfa/backup-codes/regenerate").status())
                .as("who switched it on has proved it")
                .isEqualTo(200);
        assertThat(thief.post(
                                "/api/auth/step-up",
                                Map.of("code", authenticator.backupCodes().get(0)))
                        .status())
                .as("its codes were replaced")
                .isEqualTo(401);
    }

    @Test
    void a_secret_that_one_session_was_shown_another_does_not_prove() {
        String email = owned();
        Browser owner = accounts.signedIn(email);
        Browser thief = accounts.signedIn(email);
        Authenticator shown =
                new Authenticator(thief.post("/api/user/mfa/setup").text("secret"));

        Reply enabled = owner.post("/api/user/mfa/verify", Map.of("code", shown.code(0)));

        assertRefused(enabled.http(), 400, "BAD_REQUEST", "MFA not set up. Please call /api/user/mfa/setup first");
    }

    private static String owned() {
        String email = Accounts.address("owned");
        accounts.confirmed(email);
        return email;
    }
}
