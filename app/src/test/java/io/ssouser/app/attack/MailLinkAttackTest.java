package io.ssouser.app.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.app.http.Envelope;
import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import io.ssouser.app.journey.RunningService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The links of our mails, opened by scanners before the owner, used many times, bent and broken. */
class MailLinkAttackTest {
    /** Of its own: what others do at the same time would be counted. */
    private static final RunningService SERVICE = RunningService.fresh();

    private static final Accounts ACCOUNTS = new Accounts(SERVICE);

    private static final String NEW = "a brand new day";

    /** Every kind of link that a mail of ours has, as it stands in a mail that was sent. */
    enum Kind {
        CONFIRM_ADDRESS("Email Verified!", Map.of("password", NEW)) {
            @Override
            String sent() {
                String email = Accounts.address("scanned");
                Browser browser = SERVICE.browser();
                browser.post("/api/auth/register", Map.of("email", email, "password", Accounts.PASSWORD));
                return SERVICE.mailbox().linkFor(email);
            }
        },
        CONFIRM_CHANGE("Email Changed!", Map.of()) {
            @Override
            String sent() {
                String next = Accounts.address("scanned.next");
                ACCOUNTS.newSignedIn("scanned").patch("/api/user", Map.of("email", next));
                return SERVICE.mailbox().linkFor(next, "/auth/confirm-email-change");
            }
        },
        UNDO_CHANGE("Email Restored!", Map.of()) {
            @Override
            String sent() {
                Victim victim = Victim.named("scanned", ACCOUNTS);
                victim.browser().patch("/api/user", Map.of("email", Accounts.address("scanned.next")));
                return SERVICE.mailbox().linkFor(victim.email(), "/auth/undo-email-change");
            }
        },
        ADMIT_BROWSER("let in", Map.of()) {
            @Override
            String sent() {
                String email = Accounts.address("scanned");
                ACCOUNTS.confirmed(email);
                Accounts.lockOut(email, SERVICE.browser());
                return SERVICE.mailbox().linkFor(email, "/auth/admit-browser");
            }
        },
        REVIEW_ACCESS("A second factor", Map.of()) {
            @Override
            String sent() {
                Victim victim = Victim.named("scanned", ACCOUNTS);
                ACCOUNTS.secondFactor(victim.browser());
                Browser browser = SERVICE.browser();
                browser.post("/api/auth/forgot-password", Map.of("email", victim.email()));
                String link = SERVICE.mailbox().linkFor(victim.email(), "/reset-password");
                browser.submit(link, Map.of("password", NEW));
                return SERVICE.mailbox().linkFor(victim.email(), "/auth/review-access");
            }
        },
        RESET_PASSWORD("Password saved", Map.of("password", NEW)) {
            @Override
            String sent() {
                String email = Accounts.address("scanned");
                ACCOUNTS.confirmed(email);
                SERVICE.browser().post("/api/auth/forgot-password", Map.of("email", email));
                return SERVICE.mailbox().linkFor(email, "/reset-password");
            }
        };

        final String done;
        final Map<String, String> fields;

        Kind(String done, Map<String, String> fields) {
            this.done = done;
            this.fields = fields;
        }

        abstract String sent();
    }

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @ParameterizedTest
    @EnumSource
    void who_only_opens_a_link_sees_a_form_and_changes_nothing(Kind kind) {
        String link = kind.sent();
        Browser scanner = SERVICE.browser();
        long before = settled();

        List<Supplier<Reply>> ways = List.of(
                () -> scanner.open(link),
                () -> scanner.head(link),
                () -> scanner.send("GET", link, null, "Content-Type", "text/plain", "Sec-Purpose", "prefetch"),
                () -> scanner.send("HEAD", link, null),
                () -> scanner.open(link));
        for (Supplier<Reply> way : ways) {
            Reply page = way.get();
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            assertIsPage(page);
        }

        assertThat(scanner.open(link).body()).contains("<form method=\"post\">").doesNotContain("<script");
        assertThat(settled()).isEqualTo(before);
        assertThat(scanner.submit(link, kind.fields).body()).contains(kind.done);
    }

    @ParameterizedTest
    @EnumSource
    void of_fifty_uses_at_once_one_is_told_that_it_is_done_and_the_others_that_it_was(Kind kind) {
        String link = kind.sent();
        Browser browser = SERVICE.browser();

        List<Reply> replies = AtOnce.times(50, i -> browser.submit(link, kind.fields));

        assertThat(replies).allSatisfy(MailLinkAttackTest::assertIsPage);
        List<Reply> judged =
                replies.stream().filter(reply -> reply.status() != 429).toList();
        assertThat(judged)
                .filteredOn(reply -> reply.status() == 200)
                .hasSize(1)
                .allSatisfy(reply -> assertThat(reply.body()).contains(kind.done));
        assertThat(judged)
                .filteredOn(reply -> reply.status() != 200)
                .allSatisfy(reply -> assertThat(reply.body()).contains("Already done"));
        assertThat(browser.open(link).status()).isEqualTo(410);
        assertThat(browser.open(link).body()).contains("Already done");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/auth/verify-email",
                "/auth/confirm-email-change",
                "/auth/undo-email-change",
                "/auth/admit-browser",
                "/auth/review-access",
                "/reset-password",
            })
    void a_link_that_was_never_sent_is_answered_with_a_page(String path) {
        Browser browser = SERVICE.browser();
        for (String query :
                List.of("", "?token=", "?token=none", "?token=a.b", "?token=%3Cscript%3Ealert(1)%3C/script%3E")) {
            for (Reply page : List.of(browser.open(path + query), browser.submit(path + query))) {
                assertThat(page.status()).isEqualTo(404);
                assertIsPage(page);
                assertThat(page.body()).contains("not valid").doesNotContain("<script");
            }
        }
        assertThat(browser.send("DELETE", path, null, "Content-Type", "text/plain", "Accept", "text/html")
                        .header("Content-Type"))
                .startsWith("text/html");
    }

    @Test
    void the_published_client_confirms_by_its_own_call_and_reads_errors_as_envelopes() {
        String link = Kind.CONFIRM_ADDRESS.sent();
        Browser client = SERVICE.browser();

        List<Reply> replies = AtOnce.times(50, i -> client.get(link));

        assertThat(replies)
                .filteredOn(reply -> reply.status() == 200)
                .hasSize(1)
                .allSatisfy(reply -> assertThat(reply.body()).contains("Email Verified!"));
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 200)
                .allSatisfy(reply -> Envelope.assertRefused(
                        reply.http(), 400, "BAD_REQUEST", "Verification token has already been used"));
        Envelope.assertRefused(
                client.get("/auth/verify-email?token=none").http(), 400, "BAD_REQUEST", "Invalid verification token");
    }

    @Test
    void no_other_link_does_anything_by_a_get_whatever_it_says_that_it_sends() {
        for (Kind kind : List.of(Kind.CONFIRM_CHANGE, Kind.UNDO_CHANGE, Kind.RESET_PASSWORD)) {
            String link = kind.sent();
            long before = settled();

            assertThat(SERVICE.browser().get(link).status()).isEqualTo(200);

            assertThat(settled()).as(kind.name()).isEqualTo(before);
        }
    }

    /** The number of events once none has come for half a second: what a mail brings about may still be on its way. */
    private static long settled() {
        return await().atMost(Duration.ofSeconds(10))
                .during(Duration.ofMillis(500))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> Target.events(SERVICE), new Steady()::holds);
    }

    /** Holds as long as the number is the same as the last time. */
    private static final class Steady {
        private long last = -1;

        boolean holds(long number) {
            boolean same = number == last;
            last = number;
            return same;
        }
    }

    private static void assertIsPage(Reply page) {
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'")
                .doesNotContain("script-src", "unsafe");
    }
}
