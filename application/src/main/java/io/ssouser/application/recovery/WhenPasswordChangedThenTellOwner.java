package io.ssouser.application.recovery;

import io.ssouser.application.mail.Mail;
import io.ssouser.application.mail.MailQueue;
import io.ssouser.application.registration.UserFacts;
import io.ssouser.domain.UserId;
import io.ssouser.domain.user.UserEvent.PasswordChanged;
import io.ssouser.domain.user.UserEvent.PasswordReset;
import io.ssouser.domain.user.UserEvent.PasswordSet;
import java.time.Instant;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Tells the person about every new password, however it was set, because a thief of a session would not. */
@ProcessingGroup("mail")
@DisallowReplay
public final class WhenPasswordChangedThenTellOwner {
    private static final String TEXT = """
        Hello,

        %s
        If it was you, you need not do anything.
        If it was not you, ask for a new password on the sign-in page at once:
        that signs everybody out.
        """;

    private static final String REVIEW = """


        Beside the new password, this opens your account or helps to:

        %s

        If you do not know all of it, end all of it by this link, which works for
        a week:

        %s
        """;

    private final UserFacts facts;
    private final MailQueue mails;
    private final AccessReview review;

    public WhenPasswordChangedThenTellOwner(UserFacts facts, MailQueue mails, AccessReview review) {
        this.facts = facts;
        this.mails = mails;
        this.review = review;
    }

    @EventHandler
    public void on(PasswordChanged event) {
        tell(event.userId(), "Your password was changed", """
            the password of your account was changed just now, and every other
            device was signed out.\
            """);
    }

    @EventHandler
    public void on(PasswordSet event) {
        tell(event.userId(), "Your account has a password now", """
            your account got a password just now. Until then it had none.\
            """);
    }

    @EventHandler
    public void on(PasswordReset event, @Timestamp Instant at) {
        List<String> left = event.passwordHash() == null
                ? List.of()
                : review.of(event.userId()).lines();
        String more = left.isEmpty() ? "" : REVIEW.formatted(String.join("\n", left), review.link(event.userId(), at));
        tell(event.userId(), "Your password was reset", """
            the password of your account was reset by a link in a mail to you,
            and every device was signed out.\
            """ + more);
    }

    private void tell(UserId user, String subject, String what) {
        facts.emailOf(user).ifPresent(address -> mails.send(user, new Mail(address, subject, TEXT.formatted(what))));
    }
}
