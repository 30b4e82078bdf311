package io.ssouser.application.identity;

import io.ssouser.application.mail.Mail;
import io.ssouser.application.mail.MailQueue;
import io.ssouser.application.registration.UserFacts;
import io.ssouser.domain.UserId;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.user.UserEvent.IdentityLinked;
import io.ssouser.domain.user.UserEvent.IdentityUnlinked;
import io.ssouser.domain.user.UserEvent.PasswordRemoved;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/** Tells the person that there is another way to sign in, or one less. A redelivered event may bring a second letter. */
@ProcessingGroup("mail")
@DisallowReplay
public final class WhenIdentitiesChangeThenTellOwner {
    private static final String TEXT = """
            Hello,

            %s

            If it was you, you need not do anything.

            If it was not you, somebody else uses your account: please change your
            password and sign out all other devices.
            """;

    private final UserFacts facts;
    private final MailQueue mails;

    public WhenIdentitiesChangeThenTellOwner(UserFacts facts, MailQueue mails) {
        this.facts = facts;
        this.mails = mails;
    }

    @EventHandler
    public void on(IdentityLinked event) {
        tell(
                event.userId(),
                "A new way to sign in to your account",
                "from now on you can sign in to your account with " + event.provider() + ".");
    }

    @EventHandler
    public void on(IdentityUnlinked event) {
        tellOfOneLess(event.userId(), event.provider());
    }

    @EventHandler
    public void on(PasswordRemoved event) {
        tellOfOneLess(event.userId(), ProviderName.PASSWORD);
    }

    private void tellOfOneLess(UserId user, ProviderName provider) {
        tell(
                user,
                "One way less to sign in to your account",
                provider.equals(ProviderName.PASSWORD)
                        ? "your account has no password any more."
                        : "you can no longer sign in to your account with " + provider + ".");
    }

    private void tell(UserId user, String subject, String news) {
        facts.emailOf(user).ifPresent(address -> mails.send(user, new Mail(address, subject, TEXT.formatted(news))));
    }
}
