package io.ssouser.application.mail.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.application.FakeClock;
import io.ssouser.application.mail.Letters;
import io.ssouser.application.mail.Mail;
import io.ssouser.application.mail.MailNotSent;
import io.ssouser.application.mail.Mailer;
import io.ssouser.application.mail.MailerContract;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxMailerTest extends MailerContract {
    @TempDir
    Path folder;

    @Override
    protected Mailer mailer() {
        return new OutboxMailer(folder.resolve("outbox"), "SSO <no-reply@sso.example.org>", new FakeClock());
    }

    @Override
    protected List<Mail> arrived() throws Exception {
        List<Mail> mails = new ArrayList<>();
        for (Path file : files()) {
            mails.add(Letters.read(message(file)));
        }
        return mails;
    }

    @Test
    void a_letter_is_one_whole_file_named_by_its_time_that_its_owner_alone_reads() throws Exception {
        mailer().send(ID, new Mail(ADA, "Hello", "Hello\n"));

        Path file = files().get(0);
        assertThat(files()).hasSize(1);
        assertThat(file.getFileName().toString()).matches("20261124T093000\\.250Z-[0-9a-f-]{36}\\.eml");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void a_letter_tells_its_sender_its_time_and_that_a_machine_wrote_it_but_not_which() throws Exception {
        mailer().send(ID, new Mail(ADA, "Hello", "Hello\n"));

        MimeMessage message = message(files().get(0));
        assertThat(message.getFrom()[0]).hasToString("SSO <no-reply@sso.example.org>");
        assertThat(message.getSentDate()).isEqualTo("2026-11-24T09:30:00Z");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getMessageID()).matches("<[0-9a-f-]{36}@sso\\.example\\.org>");
    }

    @Test
    void a_link_can_be_read_in_the_file_itself() throws Exception {
        String link = "https://sso.example.org/auth/verify-email?token=6e7c2f0e-54f5-4b3d-8a52-0c8b8f6cbb8e-and-longer";
        mailer().send(ID, new Mail(ADA, "Hello", link + "\n"));

        assertThat(Files.readAllLines(files().get(0))).contains(link);
    }

    @Test
    void a_letter_that_cannot_be_laid_down_is_not_sent() throws Exception {
        Mailer mailer = mailer();
        Files.delete(folder.resolve("outbox"));

        assertThatThrownBy(() -> mailer.send(ID, new Mail(ADA, "Hello", "Hello\n")))
                .isInstanceOf(MailNotSent.class);
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("outbox"))) {
            return files.toList();
        }
    }

    private static MimeMessage message(Path file) throws Exception {
        try (InputStream bytes = Files.newInputStream(file)) {
            return new MimeMessage(Session.getInstance(new Properties()), bytes);
        }
    }
}
