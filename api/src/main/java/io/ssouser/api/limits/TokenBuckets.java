package io.ssouser.api.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.BandwidthBuilder;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * One token bucket a caller, in bounded memory: a bucket that has had time to fill up again is forgotten, and so is the least used one when
 * there are too many. Safe for many threads.
 */
final class TokenBuckets {
    private final Rate rate;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets;

    TokenBuckets(Rate rate, int trackedKeys, TimeMeter time) {
        this.rate = rate;
        this.time = time;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(trackedKeys)
                .expireAfterAccess(rate.recovery().plusSeconds(1))
                .ticker(time::currentTimeNanos)
                .build();
    }

    /** Takes a token of the caller's. */
    Admission take(String caller) {
        var probe = buckets.get(caller, key -> newBucket()).tryConsumeAndReturnRemaining(1);
        return new Admission(
                probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill()),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    /** Gives one back that turned out not to count. */
    void giveBack(String caller) {
        Bucket known = buckets.getIfPresent(caller);
        if (known != null) {
            known.addTokens(1);
        }
    }

    /** How many callers are remembered, after those that had to go have gone. */
    long tracked() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> refill(limit.capacity(rate.burst())))
                .build();
    }

    private BandwidthBuilder.BandwidthBuilderBuildStage refill(BandwidthBuilder.BandwidthBuilderRefillStage limit) {
        return rate.steadily()
                ? limit.refillGreedy(rate.refill(), rate.per())
                : limit.refillIntervally(rate.refill(), rate.per());
    }
}
