package io.ssouser.domain.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailChangeId;
import io.ssouser.domain.email.EmailChangePolicy;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.email.EmailMove;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserCommand.JudgeEmailChange;
import io.ssouser.domain.user.UserCommand.NoteUndeliveredMail;
import io.ssouser.domain.user.UserCommand.RequestEmailChange;
import io.ssouser.domain.user.UserEvent.EmailChangeCancelled;
import io.ssouser.domain.user.UserEvent.EmailChangeRequested;
import io.ssouser.domain.user.UserEvent.EmailChangeUndone;
import io.ssouser.domain.user.UserEvent.EmailChanged;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.domain.user.UserEvent.MailNotDelivered;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.RegisteredWithIdentity;
import io.ssouser.domain.user.UserEvent.SessionEnded;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateMember;
import org.jspecify.annotations.Nullable;

/** The address of a user, the one that may follow it, and the former ones. */
final class Addresses {
    private @Nullable EmailClaimId claimId;
    private UserEmail email = UserEmail.NONE;
    private @Nullable PendingEmail pending;
    private @Nullable EmailChangeId lastChange;

    @AggregateMember
    private FormerEmails former = new FormerEmails();

    @AggregateMember
    private PlatformOwnership platformOwnership = new PlatformOwnership();

    /** Of the address that the user has now. */
    EmailClaimId claimId() {
        return Objects.requireNonNull(claimId);
    }

    @CommandHandler
    void handle(RequestEmailChange command, Clock clock) {
        command.expected().require(AggregateLifecycle.getVersion());
        if (!command.email().equals(email.address())) {
            request(command, clock.instant());
        } else {
            cancel(command.userId());
        }
    }

    private void cancel(UserId userId) {
        if (pending != null) {
            apply(new EmailChangeCancelled(userId));
        }
    }

    @CommandHandler
    void handle(JudgeEmailChange command, Clock clock) {
        pending(command.changeId(), clock.instant());
    }

    private void request(RequestEmailChange command, Instant now) {
        former.requireFew(now);
        apply(
                new EmailChangeRequested(
                        command.userId(),
                        command.changeId(),
                        command.claimId(),
                        command.email(),
                        email.address(),
                        EmailChangePolicy.awaitsUntil(now)),
                SessionOf.metaData(command));
    }

    @CommandHandler
    void handle(NoteUndeliveredMail command) {
        apply(new MailNotDelivered(command.userId(), command.subject(), command.reason()));
    }

    UserEmail email() {
        return email;
    }

    /** @throws Refused {@code CONFIRMATION_USED}, {@code CONFIRMATION_UNKNOWN} also for a change that another replaced, {@code _EXPIRED} */
    EmailMove confirm(UserId userId, EmailChangeId changeId, Instant now) {
        PendingEmail next = pending(changeId, now);
        EmailMove move = new EmailMove(claimId, next.claimId());
        apply(new EmailChanged(
                userId, changeId, next.claimId(), next.email(), email.address(), EmailChangePolicy.undoableUntil(now)));
        return move;
    }

    private PendingEmail pending(EmailChangeId changeId, Instant now) {
        PendingEmail next = pending;
        if (next == null || !next.changeId().equals(changeId)) {
            throw new Refused(changeId.equals(lastChange) ? Refusal.CONFIRMATION_USED : Refusal.CONFIRMATION_UNKNOWN);
        }
        if (!now.isBefore(next.until())) {
            throw new Refused(Refusal.CONFIRMATION_EXPIRED);
        }
        return next;
    }

    /** @throws Refused as {@link FormerEmails#disown} says */
    FormerEmails.Disowned disown(UserId userId, EmailClaimId home, Instant now) {
        return former.disown(userId, home, email.address(), now);
    }

    @EventSourcingHandler
    void on(Registered event) {
        claimId = event.claimId();
        email = email.after(event);
    }

    @EventSourcingHandler
    void on(RegisteredWithIdentity event) {
        claimId = event.claimId();
        email = email.after(event);
    }

    @EventSourcingHandler
    void on(EmailConfirmed event) {
        email = email.after(event);
    }

    @EventSourcingHandler
    void on(MailNotDelivered event) {
        // For the record; nothing depends on it.
    }

    @EventSourcingHandler
    void on(EmailChangeRequested event, MetaData metaData) {
        pending = new PendingEmail(
                event.changeId(), event.claimId(), event.email(), event.until(), SessionOf.event(metaData));
    }

    @EventSourcingHandler
    void on(ProofFell event) {
        cancel(event.userId());
    }

    @EventSourcingHandler
    void on(SessionEnded event) {
        if (pending != null && event.sessionId().equals(pending.session())) {
            cancel(event.userId());
        }
    }

    @EventSourcingHandler
    void on(EmailChangeCancelled event) {
        pending = null;
    }

    @EventSourcingHandler
    void on(EmailChanged event) {
        claimId = event.claimId();
        email = email.after(event);
        lastChange = event.changeId();
        pending = null;
    }

    @EventSourcingHandler
    void on(EmailChangeUndone event) {
        claimId = event.claimId();
        email = email.after(event);
        pending = null;
    }

    /**
     * The address that the user moves to if the link that was sent there is followed in time.
     *
     * @param session in which it was asked for, and with which it ends
     */
    record PendingEmail(
            EmailChangeId changeId,
            EmailClaimId claimId,
            EmailAddress email,
            Instant until,
            @Nullable SessionId session) {}
}
