package io.ssouser.application.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ssouser.application.session.token.TokenPair;
import io.ssouser.application.state.TokenHash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * The rotations of the last half minute, so that a burst of replays costs one: whoever presents a token while another call works on
 * it waits for that call's pair, and whoever comes soon after gets it from memory.
 */
final class RecentRotations {
    /** How long after its rotation a token may be presented again: long enough for a client's burst, short for a thief. */
    static final Duration GRACE = Duration.ofSeconds(30);

    /** About 100 MB of pairs; past it the oldest are derived again from the sessions' rows. */
    private static final int AT_MOST = 50_000;

    private final Clock clock;
    private final Cache<TokenHash, CompletableFuture<Rotation>> rotations =
            Caffeine.newBuilder().expireAfterWrite(GRACE).maximumSize(AT_MOST).build();

    RecentRotations(Clock clock) {
        this.clock = clock;
    }

    /** @param at when the token was rotated */
    record Rotation(Session session, TokenPair pair, Instant at) {
        boolean isRecent(Instant now) {
            return now.isBefore(at.plus(GRACE));
        }
    }

    /** The rotation of that token: remembered, being done by another thread, or done by this one. A failure is not remembered. */
    Rotation of(TokenHash token, Supplier<Rotation> rotate) {
        CompletableFuture<Rotation> mine = new CompletableFuture<>();
        CompletableFuture<Rotation> first = rotations.asMap().putIfAbsent(token, mine);
        if (first == null) {
            return lead(token, mine, rotate);
        }
        Rotation remembered = follow(first);
        if (remembered.isRecent(clock.instant())) {
            return remembered;
        }
        rotations.asMap().remove(token, first);
        return rotate.get();
    }

    private Rotation lead(TokenHash token, CompletableFuture<Rotation> mine, Supplier<Rotation> rotate) {
        try {
            Rotation rotation = rotate.get();
            mine.complete(rotation);
            return rotation;
        } catch (Throwable e) {
            rotations.asMap().remove(token, mine);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private static Rotation follow(CompletableFuture<Rotation> first) {
        try {
            return first.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
