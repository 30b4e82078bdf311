package io.ssouser.application.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.ssouser.application.FakeClock;
import io.ssouser.application.mail.Letters;
import io.ssouser.application.mail.Mail;
import io.ssouser.application.mail.MailNotSent;
import io.ssouser.application.mail.Mailer;
import io.ssouser.application.mail.MailerContract;
import io.ssouser.application.mail.smtp.SmtpServer.Security;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmtpMailerTest extends MailerContract {
    private static final Mail HELLO = new Mail(ADA, "Hello", "Hello\n");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Override
    protected Mailer mailer() {
        return mailer(server.getSmtp().getPort(), Security.NONE, null, null);
    }

    @Override
    protected List<Mail> arrived() throws Exception {
        List<Mail> mails = new ArrayList<>();
        for (MimeMessage message : server.getReceivedMessages()) {
            mails.add(Letters.read(message));
        }
        return mails;
    }

    @Test
    void the_server_s_user_signs_in() throws Exception {
        server.getUserManager().setAuthRequired(true);
        server.setUser("sso@example.org", "sso", "secret");

        mailer(server.getSmtp().getPort(), Security.NONE, "sso", "secret").send(ID, HELLO);
        assertThat(arrived()).containsExactly(HELLO);
        assertThatThrownBy(() -> mailer(server.getSmtp().getPort(), Security.NONE, "sso", "wrong")
                        .send(ID, HELLO))
                .isInstanceOf(MailNotSent.class);
    }

    @Test
    void no_letter_goes_out_in_clear_when_tls_is_asked_for_and_not_offered() throws Exception {
        assertThatThrownBy(() -> mailer(server.getSmtp().getPort(), Security.STARTTLS, null, null)
                        .send(ID, HELLO))
                .isInstanceOf(MailNotSent.class);
        assertThat(arrived()).isEmpty();
    }

    @Test
    void no_letter_goes_to_a_server_whose_certificate_nobody_vouches_for() throws Exception {
        GreenMail selfSigned = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        selfSigned.start();
        try {
            assertThatThrownBy(() -> mailer(selfSigned.getSmtps().getPort(), Security.SMTPS, null, null)
                            .send(ID, HELLO))
                    .isInstanceOf(MailNotSent.class);
            assertThat(selfSigned.getReceivedMessages()).isEmpty();
        } finally {
            selfSigned.stop();
        }
    }

    @Test
    void a_server_that_is_away_takes_no_letter() {
        int port = server.getSmtp().getPort();
        server.stop();

        assertThatThrownBy(() -> mailer(port, Security.NONE, null, null).send(ID, HELLO))
                .isInstanceOf(MailNotSent.class);
    }

    @Test
    void a_server_that_says_nothing_is_given_up() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> mailer(silent.getLocalPort(), Security.NONE, null, null)
                            .send(ID, HELLO))
                    .isInstanceOf(MailNotSent.class);
        }
    }

    /** The server takes the connection and says nothing, for longer than a whole letter may take. */
    @ParameterizedTest
    @EnumSource
    @Timeout(15)
    void a_try_ends_with_its_time_however_the_way_is_guarded(Security security) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SmtpServer patient = new SmtpServer(
                    "127.0.0.1",
                    silent.getLocalPort(),
                    security,
                    null,
                    null,
                    Duration.ofSeconds(60),
                    Duration.ofMillis(300));

            assertThatThrownBy(
                            () -> new SmtpMailer(patient, "no-reply@sso.example.org", new FakeClock()).send(ID, HELLO))
                    .isInstanceOf(MailNotSent.class)
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    private static Mailer mailer(int port, Security security, @Nullable String user, @Nullable String password) {
        SmtpServer server = new SmtpServer(
                "127.0.0.1", port, security, user, password, Duration.ofMillis(500), Duration.ofSeconds(20));
        return new SmtpMailer(server, "no-reply@sso.example.org", new FakeClock());
    }
}
