package io.ssouser.domain.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.ssouser.domain.Outcome;
import io.ssouser.domain.Personal;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UnknownEvent;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.email.EmailMove;
import io.ssouser.domain.identity.IdentityClaims;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.password.GuessMemory;
import io.ssouser.domain.password.PasswordHasher;
import io.ssouser.domain.password.PasswordPolicy;
import io.ssouser.domain.recovery.UndoneChange;
import io.ssouser.domain.recovery.WaysIn;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.session.SessionActivity;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.session.SignInMethod;
import io.ssouser.domain.session.SignInStep;
import io.ssouser.domain.session.StepUpPolicy;
import io.ssouser.domain.user.UserCommand.ChangePassword;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateMember;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * A user. The root decides what takes several of its members; a member handles what concerns it alone. The state is plain
 * fields, so that a snapshot is those fields, and it is encrypted as a whole.
 */
@Personal
public class User {
    @AggregateIdentifier
    private @Nullable UserId userId;

    @AggregateMember
    private Addresses addresses = new Addresses();

    @AggregateMember
    private Registrations registrations = new Registrations();

    @AggregateMember
    private Identities identities = new Identities();

    @AggregateMember
    private Passwords passwords = new Passwords();

    @AggregateMember
    private Access access = new Access();

    @AggregateMember
    private Erasure erasure = new Erasure();

    @AggregateMember
    private TrailReads trailReads = new TrailReads();

    @AggregateMember
    private LockHistory lockHistory = new LockHistory();

    private User() {}

    /** Makes a new user within the unit of work in which the address is claimed; for a repository's {@code newInstance}. */
    public static User register(UserCommand.Register command) {
        apply(new UserEvent.Registered(command.userId(), command.claimId(), command.email(), command.passwordHash()));
        Registrations.bind(command.userId(), 0, command.browser());
        return new User();
    }

    /** As {@link #register}, within the unit of work in which the identity is claimed as well. */
    public static User register(UserCommand.RegisterWithIdentity command) {
        apply(UserEvent.RegisteredWithIdentity.by(command));
        apply(new UserEvent.EmailConfirmed(command.userId()));
        return new User();
    }

    @CommandHandlerInterceptor
    void requireFresh(UserCommand.Sensitive command, StepUpPolicy policy, Clock clock) {
        access.requireFresh(command.currentSession(), identities.stepUpMethods(), policy, clock.instant());
    }

    @CommandHandlerInterceptor
    void requireLive(UserCommand.InSession command) {
        access.requireLive(command);
    }

    public UserEmail email() {
        return addresses.email();
    }

    /** @throws Refused {@code CONFIRMATION_UNKNOWN}, {@code CONFIRMATION_USED} or {@code CONFIRMATION_EXPIRED} */
    public EmailMove confirm(UserCommand.ConfirmEmailChange command, Instant now) {
        return addresses.confirm(command.userId(), command.changeId(), now);
    }

    /**
     * Ends what was added since the change was requested, all sessions and a pending erasure, unless the user keeps the present address.
     *
     * @throws Refused {@code CONFIRMATION_USED} or {@code CONFIRMATION_EXPIRED}
     */
    public UndoneChange undo(UserCommand.UndoEmailChange command, IdentityClaims claims, Instant now) {
        UserId id = command.userId();
        FormerEmails.Disowned change = addresses.disown(id, command.claimId(), now);
        if (change.freed()) {
            return UndoneChange.FREED;
        }
        passwords.removeSince(id, change.askedAt());
        WaysIn ended = others().endSince(id, change.askedAt(), claims);
        access.endAllSessions(id, EndReason.EMAIL_CHANGE_UNDONE);
        erasure.cancel(id);
        return new UndoneChange(change.back(), false, ended);
    }

    @CommandHandler
    WaysIn handle(UserCommand.ClearAccess command, IdentityClaims claims) {
        passwords.requireReview(command.passwordSince());
        WaysIn ended = others().endSince(command.userId(), Instant.MIN, claims);
        access.endAllSessions(command.userId(), EndReason.ACCESS_CLEARED);
        return ended;
    }

    @CommandHandler
    WaysIn handle(UserCommand.ListWaysIn command) {
        if (command.passwordSince() != null) {
            passwords.requireReview(command.passwordSince());
        }
        return others().list();
    }

    private OtherWaysIn others() {
        return new OtherWaysIn(identities, access);
    }

    @CommandHandler
    Outcome<SignInStep> handle(
            UserCommand.SignInWithPassword command,
            PasswordHasher hasher,
            GuessMemory memory,
            SessionActivity activity,
            Clock clock) {
        Instant now = clock.instant();
        boolean isKnown = access.knows(command.deviceId(), now);
        if (!passwords.prove(command, isKnown, hasher, memory, now)) {
            return Outcome.denied(Refusal.WRONG_CREDENTIALS);
        }
        registrations.requireConfirmed();
        passwords.renewHash(command.userId(), command.password(), hasher);
        return Outcome.done(access.proceed(command, SignInMethod.PASSWORD, activity, now));
    }

    @CommandHandler
    Outcome<SignInStep> handle(UserCommand.SignInWithIdentity command, SessionActivity activity, Clock clock) {
        ProviderName provider = identities.judge(command);
        apply(new UserEvent.IdentityAccepted(command.userId(), provider, command.attemptId()));
        return Outcome.done(access.proceed(command, SignInMethod.IDENTITY, activity, clock.instant()));
    }

    @CommandHandler
    Outcome<SessionId> handle(
            ChangePassword command, PasswordPolicy policy, PasswordHasher hasher, GuessMemory memory, Clock clock) {
        policy.judge(command.newPassword(), email().address());
        if (!passwords.proveCurrent(command.userId(), command.currentPassword(), hasher, memory, clock.instant())) {
            return Outcome.denied(Refusal.WRONG_CURRENT_PASSWORD);
        }
        apply(new UserEvent.PasswordChanged(command.userId(), hasher.hash(command.newPassword())));
        access.endSessionsBut(command.userId(), command.currentSession(), EndReason.PASSWORD_CHANGED);
        return Outcome.done(command.currentSession());
    }

    @CommandHandler
    void handle(UserCommand.SetPassword command, PasswordPolicy policy, PasswordHasher hasher) {
        passwords.requireNone();
        policy.judge(command.newPassword(), email().address());
        apply(new UserEvent.PasswordSet(command.userId(), hasher.hash(command.newPassword())));
        access.endSessionsBut(command.userId(), command.currentSession(), EndReason.PASSWORD_CHANGED);
    }

    @CommandHandler
    WaysIn handle(UserCommand.ResetPassword command, PasswordPolicy policy, PasswordHasher hasher) {
        passwords.requireSameSince(command.linkIssuedAt());
        policy.judge(command.newPassword(), email().address());
        apply(new UserEvent.PasswordReset(command.userId(), hasher.hash(command.newPassword())));
        registrations.confirmByReset(command.userId());
        access.endAllSessions(command.userId(), EndReason.PASSWORD_RESET);
        return others().list();
    }

    /** Ends every other session at once: if somebody else asked for it, the user learns of it at the next sign-in. */
    @CommandHandler
    Instant handle(UserCommand.RequestErasure command, ErasurePolicy policy, Clock clock) {
        if (erasure.request(command, policy.dueAfter(clock.instant()))) {
            access.endSessionsBut(command.userId(), command.currentSession(), EndReason.ERASURE_REQUESTED);
        }
        return erasure.dueAt();
    }

    /**
     * The claim that has to be released in the unit of work in which the user is erased.
     *
     * @throws Refused {@link Refusal#ERASURE_NOT_DUE}
     */
    public EmailClaimId addressToLeave(Instant now) {
        erasure.requireDue(now);
        return addresses.claimId();
    }

    /** Erases the user within that unit of work. The last event is the last one applied: readers forget at it what they kept before. */
    public void erase(UserId id, IdentityClaims claims) {
        identities.releaseAll(id, claims);
        access.endAllSessions(id, EndReason.ACCOUNT_ERASED);
        apply(new UserEvent.UserErased(id));
    }

    @EventSourcingHandler
    void on(UserEvent.Registered event) {
        userId = event.userId();
    }

    @EventSourcingHandler
    void on(UserEvent.RegisteredWithIdentity event) {
        userId = event.userId();
    }

    @EventSourcingHandler
    void on(UserEvent.UserErased event) {
        markDeleted();
    }

    @EventSourcingHandler
    void on(UnknownEvent event) {
        throw event.met();
    }
}
