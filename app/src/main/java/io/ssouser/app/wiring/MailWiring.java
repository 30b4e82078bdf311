package io.ssouser.app.wiring;

import io.ssouser.app.background.MailThreads;
import io.ssouser.app.settings.SsoProperties;
import io.ssouser.app.storage.Storage;
import io.ssouser.application.command.Commands;
import io.ssouser.application.mail.MailDelivery;
import io.ssouser.application.mail.MailEncryption;
import io.ssouser.application.mail.MailJobs;
import io.ssouser.application.mail.MailQueue;
import io.ssouser.application.mail.MailRequest;
import io.ssouser.application.mail.Mailer;
import io.ssouser.application.mail.outbox.OutboxMailer;
import io.ssouser.application.mail.smtp.SmtpMailer;
import io.ssouser.application.mail.smtp.SmtpServer;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.LetterSubject;
import io.ssouser.domain.email.UndeliveredReason;
import io.ssouser.domain.user.UserCommand.NoteUndeliveredMail;
import io.ssouser.eventstore.log.EventLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Where mails go. */
@Configuration(proxyBeanMethods = false)
@Import({MailEncryption.class, MailQueue.class, MailThreads.class})
class MailWiring {
    private static final Logger LOG = LoggerFactory.getLogger(MailWiring.class);

    /** For what a try does beside the dialogue: reading keys, looking up the server's name, noting what came of it. */
    private static final Duration BESIDE_THE_DIALOGUE = Duration.ofSeconds(30);

    @Bean
    Mailer mailer(SsoProperties properties, Clock clock) {
        SsoProperties.Smtp smtp = properties.smtp();
        if (smtp.host() == null) {
            Path outbox = properties.dataDir().resolve("outbox");
            LOG.info("No SSO_SMTP_HOST is set: mails are kept as files in {}", outbox);
            return new OutboxMailer(outbox, smtp.from(), clock);
        }
        SmtpServer server = new SmtpServer(
                smtp.host(),
                smtp.port(),
                smtp.security(),
                smtp.username(),
                smtp.password(),
                smtp.timeout(),
                smtp.longestTry());
        return new SmtpMailer(server, smtp.from(), clock);
    }

    /** The store names the log as what it opens first, so that of two processes on one folder the second changes nothing. */
    @Bean
    MailJobs mailJobs(EventLog log, Storage storage, Clock clock) {
        MailJobs jobs = new MailJobs(storage.state());
        if (!storage.isShared()) {
            jobs.releaseClaims(clock.instant());
        }
        return jobs;
    }

    @Bean
    MailDelivery mailDelivery(
            MailJobs jobs,
            MailEncryption encryption,
            Mailer mailer,
            List<MailRequest> requests,
            Commands commands,
            SsoProperties properties,
            Clock clock) {
        Duration lease = properties.smtp().longestTry().plus(BESIDE_THE_DIALOGUE);
        return new MailDelivery(
                jobs,
                encryption,
                mailer,
                requests,
                (user, subject, reason) -> noteUndelivered(commands, user, subject, reason),
                lease,
                clock);
    }

    private static void noteUndelivered(
            Commands commands, UserId user, LetterSubject subject, UndeliveredReason reason) {
        try {
            commands.send(new NoteUndeliveredMail(user, subject, reason));
        } catch (AggregateNotFoundException erased) {
            // There is nobody any more to write it down for.
        }
    }
}
