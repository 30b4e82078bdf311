package io.ssouser.api.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * How often an address may refresh. A known client sends one refresh token about 1,100 times in a burst (wire contract, section 1.2) and drops its
 * session when any of them is refused, so a limit on requests alone would sign people out. What is worth limiting is guessing, and a guess
 * is a token not seen before: each token costs an address one place of the ordinary limit <em>once</em>, however often it is sent
 * within two minutes, whether or not it was already rotated (in the storm most requests arrive before the first rotation has ended). All
 * requests together stay under a far higher bound, which keeps the cheap replays from becoming a flood. What a good token cost is given back, so
 * that storm after storm of one session passes. A token that was refused
 * its place is not remembered, so repeating it is no way in. Only hashes of tokens are kept.
 */
public final class RefreshLimit {
    /** Longer than the grace window in which the replay of a rotated token gets its successor. */
    private static final Duration REMEMBERED = Duration.ofMinutes(2);

    private final TokenBuckets tokens;
    private final TokenBuckets requests;
    private final Cache<String, Admission> seen;

    /** The tokens that have cost a place and were not proved good since. */
    private final Cache<String, Boolean> paid;

    public RefreshLimit(RateLimits limits, TimeMeter time) {
        this.tokens = new TokenBuckets(limits.refresh(), limits.trackedKeys(), time);
        this.requests = new TokenBuckets(limits.refreshRequests(), limits.trackedKeys(), time);
        this.seen = Caffeine.newBuilder()
                .maximumSize(limits.trackedKeys())
                .expireAfterWrite(REMEMBERED)
                .ticker(time::currentTimeNanos)
                .build();
        this.paid = Caffeine.newBuilder()
                .maximumSize(limits.trackedKeys())
                .expireAfterWrite(REMEMBERED)
                .ticker(time::currentTimeNanos)
                .build();
    }

    /**
     * The token was good: neither it nor the request was a guess, so both places are given back. However often a client sends the tokens
     * of its session, it is let through.
     */
    void proved(String address, String refreshToken) {
        requests.giveBack(address);
        if (Boolean.TRUE.equals(paid.asMap().remove(key(address, refreshToken)))) {
            tokens.giveBack(address);
        }
    }

    private static String key(String address, String refreshToken) {
        return address + ' ' + Fingerprint.of(refreshToken);
    }

    /** Whether the request may be read at all. */
    Admission request(String address) {
        return requests.take(address);
    }

    /** Whether the token that it carried may be judged. Of many at once with the same new token, one pays for all. */
    Admission token(String address, String refreshToken) {
        String key = key(address, refreshToken);
        Admission[] refused = {Admission.GRANTED};
        Admission known = seen.get(key, unseen -> {
            Admission admission = tokens.take(address);
            refused[0] = admission;
            if (admission.granted()) {
                paid.put(unseen, Boolean.TRUE);
            }
            return admission.granted() ? admission : null;
        });
        return known == null ? refused[0] : known;
    }
}
