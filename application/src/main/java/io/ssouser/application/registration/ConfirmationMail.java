package io.ssouser.application.registration;

import io.ssouser.application.mail.Mail;
import io.ssouser.application.mail.MailQueue;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailAddress;

/** The letter with the link that confirms an address. */
public final class ConfirmationMail {
    private final EmailConfirmation confirmation;
    private final MailQueue mails;
    private final String linkBase;

    /** @param linkBase everything of the link up to the token */
    public ConfirmationMail(EmailConfirmation confirmation, MailQueue mails, String linkBase) {
        this.confirmation = confirmation;
        this.mails = mails;
        this.linkBase = linkBase;
    }

    void send(UserId user, EmailAddress address) {
        String text = """
                Hello,

                welcome! Please confirm that this is your address by opening this link:

                %s

                It works once, within the next 24 hours.

                If you did not sign up, you need not do anything: without the link
                nobody can use the account.
                """.formatted(linkBase + confirmation.issue(user));
        mails.send(
                user,
                new Mail(address, "Please confirm your e-mail address", text),
                confirmation.issuedNowIsGoodUntil());
    }
}
