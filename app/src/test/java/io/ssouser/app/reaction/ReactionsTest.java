package io.ssouser.app.reaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.RunningService;
import io.ssouser.application.mail.MailDelivery;
import io.ssouser.application.mail.MailJobs;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails and session rows follow the log of the whole service: they hold nobody up, and nothing is left out. */
class ReactionsTest {
    private static final String ADA = "ada@example.org";

    @TempDir
    private Path folder;

    @Test
    void a_mail_server_that_does_not_answer_holds_nobody_up_and_the_mail_goes_out_later() throws Exception {
        Path data = folder.resolve("data");
        try (RunningService service = RunningService.on(data)) {
            new Accounts(service).confirmed(ADA);
        }
        try (ServerSocket silent = new ServerSocket(0)) {
            String[] toSilence = smtp(silent.getLocalPort());
            try (RunningService service = RunningService.on(data, toSilence)) {
                register(service, "grace@example.org");

                CompletableFuture<Browser> signedIn =
                        CompletableFuture.supplyAsync(() -> new Accounts(service).signedIn(ADA));

                assertThat(signedIn.get(5, TimeUnit.SECONDS).accessToken()).isNotNull();
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> service.bean(MailDelivery.class).counts().ofFailedTries() > 0);
                assertThat(service.bean(MailJobs.class).backlog().jobs()).isEqualTo(1);
            }
        }
        GreenMail mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailServer.start();
        try (RunningService service =
                RunningService.on(data, smtp(mailServer.getSmtp().getPort()))) {
            assertThat(mailServer.waitForIncomingEmail(40_000, 1)).isTrue();
            assertThat(mailServer.getReceivedMessages()[0].getAllRecipients()[0])
                    .hasToString("grace@example.org");
            await().until(() -> service.bean(MailJobs.class).backlog().jobs() == 0);
        } finally {
            mailServer.stop();
        }
    }

    @Test
    void the_very_first_registration_of_a_new_folder_gets_its_mail() {
        try (RunningService service = RunningService.on(folder.resolve("data"))) {
            register(service, ADA);

            assertThat(service.mailbox().linkFor(ADA)).startsWith("/auth/verify-email?token=");
        }
    }

    @Test
    @Tag("files")
    void a_state_that_has_seen_more_than_the_log_is_refused() throws IOException {
        Path data = folder.resolve("data");
        try (RunningService service = RunningService.on(data)) {
            new Accounts(service).confirmed(ADA);
        }
        Files.delete(data.resolve("log.db"));

        assertThatThrownBy(() -> RunningService.on(data))
                .rootCause()
                .hasMessageContaining("(state.db) has seen position")
                .hasMessageContaining("(log.db) ends at -1");
    }

    private static void register(RunningService service, String email) {
        assertThat(service.browser()
                        .post("/api/auth/register", Map.of("email", email, "password", Accounts.PASSWORD))
                        .status())
                .isEqualTo(200);
    }

    private static String[] smtp(int port) {
        return new String[] {
            "sso.smtp.host=127.0.0.1", "sso.smtp.port=" + port, "sso.smtp.security=none", "sso.smtp.timeout=2s"
        };
    }
}
