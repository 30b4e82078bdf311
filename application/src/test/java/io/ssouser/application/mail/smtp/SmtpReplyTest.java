package io.ssouser.application.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.application.FakeClock;
import io.ssouser.application.mail.Mail;
import io.ssouser.application.mail.MailNotSent;
import io.ssouser.application.mail.MailRefused;
import io.ssouser.application.mail.smtp.FakeSmtpServer.Step;
import io.ssouser.application.mail.smtp.SmtpServer.Security;
import io.ssouser.domain.email.EmailAddress;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Which replies of a mail server end a letter, and which let it wait. */
class SmtpReplyTest {
    private static final String ADA = "ada@example.org";

    private final FakeSmtpServer server = new FakeSmtpServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "GREETING")
    void a_permanent_reply_to_the_letter_refuses_it_for_good(Step step) {
        server.replyAt(step, "550 5.7.1 Not for ada@example.org");

        assertThatThrownBy(this::send)
                .isInstanceOfSatisfying(
                        MailRefused.class,
                        refused -> assertThat(refused.reply()).isEqualTo(550))
                .hasMessageNotContaining(ADA)
                .hasNoCause();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "GREETING")
    void a_passing_reply_lets_the_letter_wait(Step step) {
        server.replyAt(step, "451 4.7.1 Later");

        assertThatThrownBy(this::send)
                .isInstanceOfSatisfying(
                        MailNotSent.class, later -> assertThat(later.reply()).isEqualTo(451));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.INCLUDE, names = "GREETING")
    void a_server_that_wants_nobody_refuses_no_letter(Step step) {
        server.replyAt(step, "554 5.3.2 No service");

        assertThatThrownBy(this::send).isInstanceOf(MailNotSent.class);
    }

    @Test
    void a_server_that_stalls_in_the_middle_is_given_up_within_the_time_out() {
        server.stall(ADA);

        assertThatThrownBy(this::send).isInstanceOf(MailNotSent.class);
    }

    @Test
    @Timeout(20)
    void a_server_that_answers_a_byte_at_a_time_is_given_up_when_the_time_for_the_letter_is_over() {
        server.drip(ADA);

        assertThatThrownBy(this::send)
                .isInstanceOfSatisfying(
                        MailNotSent.class, late -> assertThat(late.reply()).isZero())
                .hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void a_letter_that_was_taken_is_sent_though_the_server_does_not_say_good_bye() {
        server.stallAtEnd();

        assertThatCode(this::send).doesNotThrowAnyException();
        assertThat(server.takenFor(ADA)).hasSize(1);
    }

    @Test
    void a_server_that_was_away_takes_the_letter_when_it_is_back() {
        server.disappear();
        assertThatThrownBy(this::send).isInstanceOf(MailNotSent.class);

        server.comeBack();
        assertThatCode(this::send).doesNotThrowAnyException();
        assertThat(server.takenFor(ADA))
                .singleElement()
                .satisfies(letter -> assertThat(letter.text()).contains("Message-ID: <one@sso.example.org>"));
    }

    private void send() {
        SmtpServer address = new SmtpServer(
                "127.0.0.1", server.port(), Security.NONE, null, null, Duration.ofMillis(500), Duration.ofSeconds(2));
        new SmtpMailer(address, "no-reply@sso.example.org", new FakeClock())
                .send("one", new Mail(new EmailAddress(ADA), "Hello", "Hello\n"));
    }
}
