package io.ssouser.application.password;

import io.ssouser.domain.UserId;
import io.ssouser.domain.password.LockKind;
import io.ssouser.domain.password.LockedAttempts;
import io.ssouser.domain.password.Lockout;
import io.ssouser.domain.user.UserCommand.RecordAttemptsDuringLock;
import io.ssouser.eventstore.log.StoreUnavailable;
import io.ssouser.eventstore.state.StateCollection;
import io.ssouser.eventstore.state.StateDocument;
import io.ssouser.eventstore.state.StateSchema;
import io.ssouser.eventstore.state.StateStore;
import io.ssouser.eventstore.state.Where;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@link LockedAttempts} of all nodes on one store, in one document a lock. A request adds in memory only; {@link #flush} carries the sums
 * into the state. A killed node loses what it had not flushed. The documents are written as claims, so a power cut may take those that the
 * embedded store had not yet on disk. When the store fails in the middle of a write, the attempts of that write may count twice.
 */
public final class StoredLockedAttempts implements LockedAttempts {
    /** How long after the end of a lock its count is complete: nodes flush every second, and are given a few to do so. */
    public static final Duration SETTLED = Duration.ofSeconds(5);

    /** How long it is tried to put a count on record: a user who cannot be loaded must not fill the store. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    static final StateSchema SCHEMA = StateSchema.named("attempts-during-lock")
            .texts("user", "kind")
            .numbers("attempts")
            .times("locked_until", "first_at", "last_at")
            .expires("locked_until", REMEMBERED);

    /** About 2 MB. Whoever attacks more locked users within a second than that goes uncounted for the others. */
    private static final int MOST_UNFLUSHED = 10_000;

    private static final int MOST_AT_ONCE = 100;

    private final StateCollection counts;
    private final Map<Lockout, Count> unflushed = new ConcurrentHashMap<>();

    private record Count(long attempts, Instant firstAt, Instant lastAt) {
        Count plus(Count other) {
            return new Count(
                    attempts + other.attempts,
                    firstAt.isBefore(other.firstAt) ? firstAt : other.firstAt,
                    lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt);
        }
    }

    public StoredLockedAttempts(StateStore store) {
        this.counts = store.collection(SCHEMA).claims();
    }

    @Override
    public void add(Lockout lock, Instant at) {
        Instant moment = at.truncatedTo(ChronoUnit.MILLIS);
        Lockout stored = new Lockout(lock.userId(), lock.kind(), lock.until().truncatedTo(ChronoUnit.MILLIS));
        if (unflushed.size() < MOST_UNFLUSHED || unflushed.containsKey(stored)) {
            unflushed.merge(stored, new Count(1, moment, moment), Count::plus);
        }
    }

    /**
     * Adds to the state what was counted in memory since the last time.
     *
     * @throws StoreUnavailable when the store does not answer; what is not added stays in memory for the next time
     */
    public void flush() {
        for (Lockout lock : List.copyOf(unflushed.keySet())) {
            Count counted = unflushed.remove(lock);
            if (counted != null) {
                try {
                    store(lock, counted);
                } catch (RuntimeException e) {
                    unflushed.merge(lock, counted, Count::plus);
                    throw e;
                }
            }
        }
    }

    private void store(Lockout lock, Count more) {
        counts.expire(more.lastAt());
        String id = id(lock);
        boolean stored = false;
        while (!stored) {
            Optional<Count> before = counts.find(id).map(StoredLockedAttempts::count);
            stored = before.isEmpty()
                    ? counts.insert(document(lock, more))
                    : counts.replace(
                            document(lock, before.get().plus(more)),
                            Where.ANY.is("attempts", before.get().attempts()));
        }
    }

    /** The counts of locks that have ended, the first to end first, at most 100. */
    public List<RecordAttemptsDuringLock> ended(Instant now) {
        Where isComplete = Where.ANY.notAfter("locked_until", now.minus(SETTLED));
        return counts.first(isComplete, "locked_until", MOST_AT_ONCE).stream()
                .map(StoredLockedAttempts::command)
                .toList();
    }

    /** Once they are on record. Without it the same is recorded again, which changes nothing. */
    public void forget(Lockout lock) {
        counts.delete(id(lock), Where.ANY);
    }

    private static String id(Lockout lock) {
        return lock.userId() + " " + lock.kind() + " " + lock.until().toEpochMilli();
    }

    private static StateDocument document(Lockout lock, Count count) {
        return new StateDocument(id(lock))
                .with("user", lock.userId().value())
                .with("kind", lock.kind().name())
                .with("locked_until", lock.until())
                .with("attempts", count.attempts())
                .with("first_at", count.firstAt())
                .with("last_at", count.lastAt());
    }

    private static Count count(StateDocument kept) {
        return new Count(kept.number("attempts"), kept.time("first_at"), kept.time("last_at"));
    }

    private static RecordAttemptsDuringLock command(StateDocument kept) {
        return new RecordAttemptsDuringLock(
                new UserId(kept.text("user")),
                LockKind.valueOf(kept.text("kind")),
                kept.time("locked_until"),
                kept.number("attempts"),
                kept.time("first_at"),
                kept.time("last_at"));
    }
}
