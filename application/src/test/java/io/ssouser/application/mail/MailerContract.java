package io.ssouser.application.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.email.EmailAddress;
import io.ssouser.eventstore.AtOnce;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every carrier of letters owes. */
public abstract class MailerContract {
    protected static final EmailAddress ADA = new EmailAddress("ada@example.org");

    protected static final String ID = "3a4f9a58-3a3b-4b3f-a5a0-6f3a5a9a3b1c";

    protected abstract Mailer mailer();

    /** The letters that have arrived, read back from their stored form, in any order. */
    protected abstract List<Mail> arrived() throws Exception;

    @Test
    void a_letter_arrives_as_it_was_written() throws Exception {
        Mail mail = new Mail(ADA, "Hello", "Hello Ada,\n\nhttps://sso.example.org/auth/verify-email?token=a=b&c\n");
        mailer().send(ID, mail);

        assertThat(arrived()).containsExactly(mail);
    }

    @Test
    void letters_of_all_languages_arrive() throws Exception {
        Mail mail = new Mail(ADA, "Grüße, 你好", "Ünïcödé ☃\n.\nFrom the start of a line\n");
        mailer().send(ID, mail);

        assertThat(arrived()).containsExactly(mail);
    }

    @Test
    void letters_sent_at_once_all_arrive() throws Exception {
        Mailer mailer = mailer();
        AtOnce.call(8, () -> {
            mailer.send(UUID.randomUUID().toString(), new Mail(ADA, "Hello", "Hello\n"));
            return true;
        });

        assertThat(arrived()).hasSize(8).containsOnly(new Mail(ADA, "Hello", "Hello\n"));
    }
}
