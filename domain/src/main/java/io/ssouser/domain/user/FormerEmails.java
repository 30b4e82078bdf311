package io.ssouser.domain.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailChangePolicy;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.email.EmailMove;
import io.ssouser.domain.user.UserCommand.JudgeEmailChangeUndo;
import io.ssouser.domain.user.UserEvent.EmailChangeRequested;
import io.ssouser.domain.user.UserEvent.EmailChangeUndone;
import io.ssouser.domain.user.UserEvent.EmailChanged;
import io.ssouser.domain.user.UserEvent.FormerEmailFreed;
import io.ssouser.domain.user.UserEvent.PasswordReset;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.RegisteredWithIdentity;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that a user has left, the oldest first, whose owners may take them back. Who had the user earlier goes before who
 * had it later: an address that is taken back makes an end of all that came after it.
 */
final class FormerEmails {
    private List<FormerEmail> former = new ArrayList<>();

    /** Of the address that the user has now. */
    private @Nullable EmailClaimId present;

    /** When the first change of the present address was asked for that nobody has disowned; a later one does not hide what came between. */
    private @Nullable Instant asked;

    /** The address whose owner disowned a change last. */
    private @Nullable EmailClaimId disowned;

    /** @throws Refused {@link Refusal#EMAIL_CHANGED_TOO_OFTEN} until so many are not to be taken back any more */
    void requireFew(Instant now) {
        List<Instant> ends = former.stream()
                .map(FormerEmail::until)
                .filter(now::isBefore)
                .sorted(Comparator.reverseOrder())
                .toList();
        if (ends.size() >= EmailChangePolicy.MOST_CHANGES) {
            throw Refused.until(ends.get(EmailChangePolicy.MOST_CHANGES - 1), Refusal.EMAIL_CHANGED_TOO_OFTEN);
        }
    }

    @CommandHandler
    void handle(JudgeEmailChangeUndo command, Clock clock) {
        find(command.claimId(), clock.instant());
    }

    /**
     * The owner of that address says that a change was not theirs.
     *
     * @param current the address that the user has now
     * @return the change that is undone, or whose former address is free
     * @throws Refused {@link Refusal#CONFIRMATION_USED} when it was said before, {@link Refusal#CONFIRMATION_EXPIRED} when the user
     *     left the address too long ago
     */
    Disowned disown(UserId userId, EmailClaimId home, @Nullable EmailAddress current, Instant now) {
        FormerEmail back = find(home, now);
        if (back == null) {
            Instant since = asked;
            if (since != null) {
                apply(new EmailChangeUndone(userId, home, current));
            }
            return new Disowned(null, false, since == null ? Instant.MAX : since);
        }
        if (back.proved()) {
            apply(new FormerEmailFreed(userId, home, back.email()));
            return new Disowned(null, true, back.askedAt());
        }
        EmailMove move = new EmailMove(present, home);
        apply(new EmailChangeUndone(userId, home, back.email()));
        return new Disowned(move, false, back.askedAt());
    }

    /** The address to go back to; null when the user has it. */
    private @Nullable FormerEmail find(EmailClaimId home, Instant now) {
        boolean again = home.equals(disowned);
        if (home.equals(present)) {
            if (again && asked == null) {
                throw new Refused(Refusal.CONFIRMATION_USED);
            }
            return null;
        }
        return former.stream()
                .filter(left -> left.claimId().equals(home) && now.isBefore(left.until()))
                .findFirst()
                .orElseThrow(() -> new Refused(again ? Refusal.CONFIRMATION_USED : Refusal.CONFIRMATION_EXPIRED));
    }

    /** @param askedAt when somebody asked for the change */
    record Disowned(@Nullable EmailMove back, boolean freed, Instant askedAt) {}

    @EventSourcingHandler
    void on(Registered event) {
        present = event.claimId();
    }

    @EventSourcingHandler
    void on(RegisteredWithIdentity event) {
        present = event.claimId();
    }

    @EventSourcingHandler
    void on(EmailChangeRequested event, @Timestamp Instant at) {
        if (asked == null || !at.isBefore(EmailChangePolicy.undoableUntil(asked))) {
            asked = at;
        }
    }

    @EventSourcingHandler
    void on(EmailChanged event, @Timestamp Instant at) {
        former.removeIf(left -> !at.isBefore(left.until()));
        former.add(new FormerEmail(present, event.former(), asked == null ? at : asked, event.undoableUntil(), false));
        present = event.claimId();
        asked = null;
    }

    /** Whoever resets reads the mail of the present address. */
    @EventSourcingHandler
    void on(PasswordReset event) {
        former.replaceAll(FormerEmail::provedLater);
    }

    @EventSourcingHandler
    void on(FormerEmailFreed event) {
        former.removeIf(left -> left.claimId().equals(event.claimId()));
        disowned = event.claimId();
    }

    @EventSourcingHandler
    void on(EmailChangeUndone event) {
        List<EmailClaimId> claims = former.stream().map(FormerEmail::claimId).toList();
        if (claims.contains(event.claimId())) {
            former = new ArrayList<>(former.subList(0, claims.indexOf(event.claimId())));
        }
        present = event.claimId();
        asked = null;
        disowned = event.claimId();
    }

    /**
     * An address that the user has left, and whose owner may take it back until then.
     *
     * @param askedAt when somebody asked for the change by which it was left
     * @param proved whether the holder of a later address has proved the user theirs since, by a reset of the password
     */
    record FormerEmail(EmailClaimId claimId, EmailAddress email, Instant askedAt, Instant until, boolean proved) {
        FormerEmail provedLater() {
            return new FormerEmail(claimId, email, askedAt, until, true);
        }
    }
}
