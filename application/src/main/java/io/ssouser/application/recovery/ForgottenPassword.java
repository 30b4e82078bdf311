package io.ssouser.application.recovery;

import io.ssouser.application.mail.Mail;
import io.ssouser.application.mail.Mailer;
import io.ssouser.application.registration.EmailOwners;
import io.ssouser.domain.Refused;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.user.UserCommand.RequestPasswordReset;
import io.ssouser.domain.user.UserId;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A link for whoever forgot the password. The answer tells nothing of the address: it is given before anybody looks. */
public final class ForgottenPassword {
    private static final Logger LOG = LoggerFactory.getLogger(ForgottenPassword.class);
    private static final String TEXT = """
            Hello,

            somebody, probably you, forgot the password of your account and asked
            for a new one. Choose it here:

            %s

            The link works once, within the next hour.
            If it was not you, you need not do anything: your password stays as it
            is, and nobody else has this link.
            """;

    private final EmailOwners owners;
    private final CommandGateway commands;
    private final ResetLinks links;
    private final Mailer mailer;
    private final String linkBase;
    private final Executor worker;

    /**
     * @param linkBase everything of the link up to the token; from the configuration, never from a request
     * @param worker threads of its own behind a bounded queue; what it turns away is dropped, and its asker asks again
     */
    public ForgottenPassword(
            EmailOwners owners,
            CommandGateway commands,
            ResetLinks links,
            Mailer mailer,
            String linkBase,
            Executor worker) {
        this.owners = owners;
        this.commands = commands;
        this.links = links;
        this.mailer = mailer;
        this.linkBase = linkBase;
        this.worker = worker;
    }

    /** Returns at once, whatever the text. A letter follows when it is the address of an account that has a password. */
    public void mailLink(String email) {
        try {
            worker.execute(() -> mailIfKnown(email));
        } catch (RejectedExecutionException e) {
            LOG.warn("A link to reset a password was not sent: too many are waiting");
        }
    }

    private void mailIfKnown(String email) {
        try {
            EmailAddress address = EmailAddress.parse(email);
            owners.ownerOf(address).ifPresent(user -> mail(user, address));
        } catch (Refused nothingToReset) {
            LOG.debug("Asked to reset a password where there is none");
        } catch (RuntimeException e) {
            LOG.warn("A link to reset a password was not sent", e);
        }
    }

    private void mail(UserId user, EmailAddress address) {
        commands.sendAndWait(new RequestPasswordReset(user));
        mailer.send(new Mail(address, "Choose a new password", TEXT.formatted(linkBase + links.issue(user))));
    }
}
