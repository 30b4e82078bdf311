package io.ssouser.api.wiring;

import io.ssouser.api.SsoProperties;
import io.ssouser.application.mail.Mailer;
import io.ssouser.application.mail.outbox.OutboxMailer;
import io.ssouser.application.mail.smtp.SmtpMailer;
import io.ssouser.application.mail.smtp.SmtpServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where mails go. */
@Configuration(proxyBeanMethods = false)
class MailWiring {
    private static final Logger LOG = LoggerFactory.getLogger(MailWiring.class);

    @Bean
    Mailer mailer(SsoProperties properties, Clock clock, Supplier<UUID> ids) {
        SsoProperties.Smtp smtp = properties.smtp();
        if (smtp.host() == null) {
            Path outbox = properties.dataDir().resolve("outbox");
            LOG.info("No SSO_SMTP_HOST is set: mails are kept as files in {}", outbox);
            return new OutboxMailer(outbox, smtp.from(), clock, ids);
        }
        SmtpServer server = new SmtpServer(
                smtp.host(), smtp.port(), smtp.security(), smtp.username(), smtp.password(), smtp.timeout());
        return new SmtpMailer(server, smtp.from(), clock, ids);
    }
}
