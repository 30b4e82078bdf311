package io.ssouser.app.attack;

import static io.ssouser.app.http.Envelope.assertEnveloped;
import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.AnyStore;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.RunningService;
import io.ssouser.application.vault.keys.EncryptedPositions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, bodies, headers and origins that nobody honest sends. */
@AnyStore
class InputAttackTest {
    /** Of its own: what others do at the same time would be counted. */
    private static final RunningService SERVICE = RunningService.fresh("sso.platform-owner=" + Target.OWNER);

    private static final Accounts ACCOUNTS = new Accounts(SERVICE);

    private static final String REGISTERED = "If registration can be completed, a verification email has been sent.";

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void what_is_no_address_is_refused_and_mails_nobody() throws IOException {
        Browser browser = SERVICE.browser();
        long before = Target.events(SERVICE);
        List<String> bad = List.of(
                "eve@example.org\r\nBcc: all@example.org",
                "eve@example.org\nBcc: all@example.org",
                "eve\r\n@example.org",
                "eve@example.org%0d%0aBcc:all@example.org",
                "eve@example.org,all@example.org",
                "eve@example.org all@example.org",
                "<eve@example.org>",
                "Eve <eve@example.org>",
                "\"eve\"@example.org",
                "eve@@example.org",
                "eve@evil@example.org",
                "eve@example.org.",
                ".eve@example.org",
                "eve.@example.org",
                "e..ve@example.org",
                "eve@example",
                "eve@-example.org",
                "eve@.example.org",
                "@example.org",
                "eve@",
                "eve",
                "",
                "eve@example.org\0",
                "eve@exa\u202emple.org",
                "eve@xn--a.org",
                "еve@example.org",
                "x".repeat(65) + "@example.org",
                "eve@" + "x".repeat(320) + ".org",
                "x".repeat(500_000) + "@example.org");

        for (String email : bad) {
            assertRefused(
                    browser.post("/api/auth/register", Map.of("email", email, "password", Accounts.PASSWORD))
                            .http(),
                    400,
                    "BAD_REQUEST",
                    "Invalid email format");
            assertThat(browser.post("/api/auth/resend-verification", Map.of("email", email))
                            .status())
                    .isEqualTo(200);
        }

        assertThat(Target.factsFrom(before, SERVICE)).isEmpty();
        assertThat(outbox())
                .flatExtracting(mail ->
                        mail.lines().filter(line -> line.startsWith("To:")).toList())
                .noneMatch(to -> to.contains("all@example.org") || to.contains("eve"));
    }

    @Test
    void one_address_in_any_case_is_one_account_and_a_tag_makes_another() {
        String email = Accounts.address("kind.of.case");
        ACCOUNTS.confirmed(email);
        Browser browser = SERVICE.browser();
        long before = Target.events(SERVICE);

        // The Kelvin sign is a k to whoever lowers it; it must not make a second user of the first one's name.
        for (String same :
                List.of(email.toUpperCase(), email.replace("example", "ExAmPlE"), email.replace('k', '\u212a'))) {
            assertThat(browser.post("/api/auth/register", Map.of("email", same, "password", "another password"))
                            .text("message"))
                    .isEqualTo(REGISTERED);
        }
        assertThat(Target.factsFrom(before, SERVICE)).containsOnly("email-claim.contested");
        assertThat(browser.login(email.toUpperCase(), Accounts.PASSWORD).status())
                .isEqualTo(200);
        assertThat(browser.login(email, "another password").status()).isEqualTo(401);

        ACCOUNTS.confirmed(email.replace("@", "+tag@"));
        assertThat(ACCOUNTS.signedIn(email.replace("@", "+tag@"))
                        .get("/api/user")
                        .text("email"))
                .contains("+tag@");
    }

    @Test
    void fifty_registrations_of_one_address_at_once_make_one_account() {
        String email = Accounts.address("race");
        Browser browser = SERVICE.browser();
        long before = Target.events(SERVICE);

        List<Reply> replies = AtOnce.times(
                50, i -> browser.post("/api/auth/register", Map.of("email", email, "password", Accounts.PASSWORD + i)));

        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isIn(200, 429, 503));
        assertThat(replies.stream().filter(reply -> reply.status() == 200).map(Reply::body))
                .containsOnly("{\"message\":\"" + REGISTERED + "\"}");
        assertThat(replies)
                .allSatisfy(reply -> assertThat(reply.header("X-Log-Position")).isNull());
        assertThat(Target.factsFrom(before, SERVICE)).containsOnlyOnce("user.registered", "email-claim.claimed");
    }

    @Test
    void a_confirmation_link_works_once_and_a_bent_one_never() {
        String email = Accounts.address("link");
        Browser browser = SERVICE.browser();
        browser.post("/api/auth/register", Map.of("email", email, "password", Accounts.PASSWORD));
        String link = SERVICE.mailbox().linkFor(email);
        assertRefused(
                browser.login(email, Accounts.PASSWORD).http(),
                401,
                "UNAUTHORIZED",
                "Please verify your email address before logging in");

        for (String bent : List.of(
                link.substring(0, link.length() - 1),
                link.toUpperCase().replace("/AUTH/VERIFY-EMAIL?TOKEN", "/auth/verify-email?token"),
                "/auth/verify-email?token=%27%20OR%20%271%27=%271",
                "/auth/verify-email?token=" + "x".repeat(5_000),
                "/auth/verify-email?token=",
                "/auth/verify-email")) {
            assertRefused(browser.get(bent).http(), 400, "BAD_REQUEST", "Invalid verification token");
        }
        List<Reply> replies = AtOnce.times(20, i -> browser.get(link));

        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isIn(200, 400));
        assertRefused(browser.get(link).http(), 400, "BAD_REQUEST", "Verification token has already been used");
        String id = Tokens.claim(String.valueOf(ACCOUNTS.signedIn(email).accessToken()), "sub");
        assertThat(Target.factsOf(id, SERVICE)).containsOnlyOnce("user.email-confirmed");
    }

    @Test
    void bodies_that_no_client_sends_are_refused_in_the_envelope() {
        Victim victim = Victim.named("bodies", ACCOUNTS);
        long before = Target.events(SERVICE);
        List<String> bodies = List.of(
                "",
                "{",
                "null",
                "[]",
                "\"text\"",
                "7",
                "{}",
                "{\"code\":123456}",
                "{\"code\":[\"123456\"]}",
                "{\"code\":{\"x\":1}}",
                "{\"code\":true}",
                "{\"code\":\"1\",\"code\":\"2\"}",
                "{\"code\":\"1\"}{\"code\":\"2\"}",
                "{'code':'1'}",
                "{\"code\":\"\\ud800\"}",
                "{\"x\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}",
                "{\"x\":" + "{\"x\":".repeat(20_000) + "1" + "}".repeat(20_001),
                "{\"x\":1" + "0".repeat(5_000) + "}",
                "{\"" + "n".repeat(100_000) + "\":1}",
                "{\"__proto__\":{},\"@class\":\"java.lang.Runtime\"}");

        for (String body : bodies) {
            for (String path : List.of("/api/user/mfa/verify", "/api/auth/mfa/verify", "/api/auth/login")) {
                Reply reply = victim.browser().send("POST", path, body);
                assertThat(reply.status()).as(path + " " + body).isIn(400, 422);
                assertEnveloped(reply.http(), reply.status());
            }
        }
        Reply huge = victim.browser().send("POST", "/api/auth/login", "{\"email\":\"" + "x".repeat(2 << 20) + "\"}");
        assertRefused(huge.http(), 413, "BAD_REQUEST", "Request body is too large");
        assertThat(Target.factsFrom(before, SERVICE)).isEmpty();
    }

    @Test
    void a_body_of_another_type_or_charset_is_refused_or_read_as_what_it_is() throws Exception {
        Victim victim = Victim.named("charset", ACCOUNTS);
        String body = "{\"email\":\"" + victim.email() + "\",\"password\":\"" + Accounts.PASSWORD + "\"}";

        for (String type : List.of(
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/xml",
                "application/json; charset=klingon",
                "nonsense")) {
            HttpResponse<String> reply = post(type, body.getBytes(StandardCharsets.UTF_8));
            assertThat(reply.statusCode()).as(type).isIn(400, 415);
            assertEnveloped(reply, reply.statusCode());
        }
        for (byte[] bytes : List.of(
                new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0},
                body.replace("four", "\u00fffour").getBytes(StandardCharsets.ISO_8859_1),
                body.getBytes(Charset.forName("IBM037")))) {
            HttpResponse<String> reply = post("application/json", bytes);
            assertEnveloped(reply, 400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "http://localhost.evil.example",
                "https://evil.example, null",
                "*"
            })
    void a_foreign_origin_gets_no_word_that_its_browser_would_pass_on(String origin) {
        Victim victim = Victim.named("origin", ACCOUNTS);
        Browser browser = victim.browser();

        Reply read = browser.send("GET", "/api/user", null, "Origin", origin, "Cookie", "x=y");
        Reply preflight = browser.send(
                "OPTIONS",
                "/api/user",
                null,
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "GET",
                "Access-Control-Request-Headers",
                "authorization");

        for (Reply reply : List.of(read, preflight)) {
            assertThat(reply.http().headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase().startsWith("access-control-allow"));
        }
        assertRefused(preflight.http(), 403, "FORBIDDEN", "Origin is not allowed");
    }

    @Test
    void headers_are_kept_sane_whatever_is_sent() {
        Victim victim = Victim.named("headers", ACCOUNTS);

        Reply reply = victim.browser()
                .send(
                        "GET",
                        "/api/user",
                        null,
                        "X-Request-Id",
                        "forged] ERROR line",
                        "X-Forwarded-For",
                        "6.6.6.6",
                        "X-Min-Log-Position",
                        SERVICE.bean(EncryptedPositions.class).encrypt(0),
                        "User-Agent",
                        "x".repeat(4_000));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("X-Request-Id")).matches("[0-9a-f-]{36}");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(reply.header("Server")).isNull();
        for (String position : List.of("-1", "x", "1e3", "99999999999999999999", "0x10", " ")) {
            assertEnveloped(
                    victim.browser()
                            .send("GET", "/api/user", null, "X-Min-Log-Position", position)
                            .http(),
                    400);
        }
        assertEnveloped(
                victim.browser()
                        .send(
                                "GET",
                                "/api/user",
                                null,
                                "X-Min-Log-Position",
                                SERVICE.bean(EncryptedPositions.class).encrypt(999_999_999_999_999_999L))
                        .http(),
                503);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/health",
                "/actuator/prometheus",
                "/actuator/env",
                "/actuator/beans",
                "/actuator/heapdump",
                "/actuator/loggers",
                "/actuator/shutdown",
                "/actuator/mappings",
                "/error",
                "/favicon.ico",
                "/.env",
                "/index.html"
            })
    void nothing_of_the_inside_is_served(String path) {
        assertEnveloped(SERVICE.browser().get(path).http(), 404);
    }

    @Test
    void the_metrics_are_on_a_port_of_their_own_and_not_for_strangers() {
        Browser stranger = new Browser(SERVICE.management());

        Reply throughProxy = stranger.send("GET", "/actuator/prometheus", null, "X-Forwarded-For", "203.0.113.9");

        assertRefused(throughProxy.http(), 401, "UNAUTHORIZED", "Metrics are for the operator");
        assertThat(stranger.get("/actuator/prometheus").body())
                .contains("sso_log_position", "sso_command_seconds")
                .doesNotContain("@example.org", "127.0.0.1");
        assertThat(stranger.get("/actuator/health").body()).doesNotContain("diskSpace");
    }

    private static HttpResponse<String> post(String type, byte[] body) throws Exception {
        URI uri = SERVICE.base().resolve("/api/auth/login");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static List<String> outbox() throws IOException {
        try (Stream<Path> mails = Files.list(SERVICE.mailbox().folder())) {
            return mails.map(InputAttackTest::read).toList();
        }
    }

    private static String read(Path mail) {
        try {
            return Files.readString(mail, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
