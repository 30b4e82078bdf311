package io.ssouser.application.registration;

import io.ssouser.domain.Refused;
import io.ssouser.domain.email.EmailAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A fresh link for whoever lost the first. The answer tells nothing of the address: it is given before anybody looks. */
public final class Resend {
    private static final Logger LOG = LoggerFactory.getLogger(Resend.class);

    private final EmailOwners owners;
    private final AccountFacts facts;
    private final ConfirmationMail mail;
    private final Executor worker;

    /** @param worker threads of its own behind a bounded queue; what it turns away is dropped, and its asker asks again */
    public Resend(EmailOwners owners, AccountFacts facts, ConfirmationMail mail, Executor worker) {
        this.owners = owners;
        this.facts = facts;
        this.mail = mail;
        this.worker = worker;
    }

    /** Returns at once, whatever the text. A letter follows when it is the address of an account that has not confirmed it. */
    public void resend(String email) {
        try {
            worker.execute(() -> sendIfAwaited(email));
        } catch (RejectedExecutionException e) {
            LOG.warn("A confirmation mail was not sent again: too many are waiting");
        }
    }

    private void sendIfAwaited(String email) {
        try {
            EmailAddress address = EmailAddress.parse(email);
            owners.ownerOf(address)
                    .filter(user -> !facts.hasConfirmed(user))
                    .ifPresent(user -> mail.send(user, address, facts.latestRegistrationOf(user)));
        } catch (Refused notAnAddress) {
            LOG.debug("Asked to send a confirmation mail again to what is no address");
        } catch (RuntimeException e) {
            LOG.warn("A confirmation mail was not sent again", e);
        }
    }
}
