package io.ssouser.application.registration;

import io.ssouser.application.mail.MailQueue;
import io.ssouser.application.mail.MailRequest;
import io.ssouser.domain.Refused;
import io.ssouser.domain.email.EmailAddress;
import java.time.Duration;
import java.util.Map;

/** A fresh link for whoever lost the first. The answer tells nothing of the address: it is given before anybody looks. */
public final class Resend implements MailRequest {
    private final MailQueue mails;
    private final EmailOwners owners;
    private final UserFacts facts;
    private final ConfirmationMail mail;

    public Resend(MailQueue mails, EmailOwners owners, UserFacts facts, ConfirmationMail mail) {
        this.mails = mails;
        this.owners = owners;
        this.facts = facts;
        this.mail = mail;
    }

    /** Stores the request and returns, whatever the text. A letter follows when it is the address of a user who has not confirmed it. */
    public void resend(String email) {
        try {
            mails.ask(this, new Asked(EmailAddress.parse(email), Map.of()));
        } catch (Refused notAnAddress) {
            // Nobody has it, and the answer is the same.
        }
    }

    @Override
    public String name() {
        return "confirmation-again";
    }

    @Override
    public Duration life() {
        return EmailConfirmation.LIFE;
    }

    @Override
    public void answer(Asked asked) {
        owners.ownerOf(asked.address())
                .filter(user -> !facts.hasConfirmed(user))
                .ifPresent(user -> mail.send(user, asked.address()));
    }
}
