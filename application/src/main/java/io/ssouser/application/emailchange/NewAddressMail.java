package io.ssouser.application.emailchange;

import io.ssouser.application.mail.Mail;
import io.ssouser.application.mail.Mailer;
import io.ssouser.application.registration.EmailOwners;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailChangeId;
import io.ssouser.domain.user.UserId;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one letter to the address that an account wants to move to: the link, or, when another account holds it, a word to its owner. Sent
 * on the side and once: an address that takes no mail must not hold up the account's other letters, and its asker asks again.
 */
public final class NewAddressMail {
    private static final Logger LOG = LoggerFactory.getLogger(NewAddressMail.class);

    private static final String ASKED = """
            Hello,

            please confirm that your account is to use this address from now on, by
            opening this link:

            %s

            It works once, within the next 24 hours.

            If you did not ask for it, you need not do anything.
            """;

    private static final String HELD = """
            Hello,

            somebody just tried to give your address to another account. You have
            this address with an account here, so nothing was changed.

            If it was you: sign in with this address, or change it there first.

            If it was not you, you need not do anything.
            """;

    private final EmailOwners owners;
    private final EmailChangeLinks links;
    private final Mailer mailer;
    private final Executor worker;

    /** @param worker threads of its own behind a bounded queue; what it turns away is dropped */
    public NewAddressMail(EmailOwners owners, EmailChangeLinks links, Mailer mailer, Executor worker) {
        this.owners = owners;
        this.links = links;
        this.mailer = mailer;
        this.worker = worker;
    }

    /** Returns at once. */
    void sendLater(UserId user, EmailChangeId change, EmailAddress address) {
        try {
            worker.execute(() -> send(user, change, address));
        } catch (RejectedExecutionException e) {
            LOG.warn("A new address was not asked: too many are waiting");
        }
    }

    private void send(UserId user, EmailChangeId change, EmailAddress address) {
        try {
            mailer.send(
                    owners.ownerOf(address).isPresent()
                            ? new Mail(address, "Somebody tried to use your address", HELD)
                            : new Mail(
                                    address,
                                    "Please confirm your new e-mail address",
                                    ASKED.formatted(links.confirming(user, change))));
        } catch (RuntimeException e) {
            LOG.warn("A new address was not asked", e);
        }
    }
}
