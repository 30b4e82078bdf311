package io.ssouser.application.recovery;

import io.ssouser.application.command.Commands;
import io.ssouser.application.mail.Mail;
import io.ssouser.application.mail.MailQueue;
import io.ssouser.application.mail.MailRequest;
import io.ssouser.application.registration.EmailOwners;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.user.UserCommand.RequestPasswordReset;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** A link for whoever forgot the password. The answer tells nothing of the address: it is given before anybody looks. */
public final class ForgottenPassword implements MailRequest {
    private static final String TEXT = """
            Hello,

            somebody, probably you, forgot the password of your account and asked
            for a new one. Choose it here:

            %s

            The link works once, within the next hour.
            If it was not you, you need not do anything: your password stays as it
            is, and nobody else has this link.
            """;

    private final MailQueue mails;
    private final EmailOwners owners;
    private final Commands commands;
    private final ResetLinks links;
    private final String linkBase;
    private final Supplier<Map<String, String>> provenance;

    /**
     * @param linkBase everything of the link up to the token; from the configuration, never from a request
     * @param provenance of the request that this thread serves
     */
    public ForgottenPassword(
            MailQueue mails,
            EmailOwners owners,
            Commands commands,
            ResetLinks links,
            String linkBase,
            Supplier<Map<String, String>> provenance) {
        this.mails = mails;
        this.owners = owners;
        this.commands = commands;
        this.links = links;
        this.linkBase = linkBase;
        this.provenance = provenance;
    }

    /** Stores the request and returns, whatever the text. A letter follows when the password of the user with that address can be reset. */
    public void mailLink(String email) {
        try {
            mails.ask(this, new Asked(EmailAddress.parse(email), provenance.get()));
        } catch (Refused notAnAddress) {
            // Nobody has it, and the answer is the same.
        }
    }

    @Override
    public String name() {
        return "forgotten-password";
    }

    @Override
    public Duration life() {
        return ResetLinks.LIFE;
    }

    @Override
    public void answer(Asked asked) {
        owners.ownerOf(asked.address()).ifPresent(user -> mail(user, asked));
    }

    private void mail(UserId user, Asked asked) {
        try {
            commands.send(new RequestPasswordReset(user), asked.provenance());
        } catch (Refused nothingToReset) {
            return;
        }
        Mail letter = new Mail(asked.address(), "Choose a new password", TEXT.formatted(linkBase + links.issue(user)));
        mails.send(user, letter, links.issuedNowIsGoodUntil());
    }
}
