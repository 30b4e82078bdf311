package io.ssouser.api.limits;

import io.github.bucket4j.TimeMeter;
import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RefusalCounter;
import io.ssouser.api.error.RequestRefused;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a request pass or throws {@link RequestRefused} with 429 and the time to wait. The state is this node's alone and is gone at a
 * restart, as in the reference server. Switched off, everything passes; for development and load runs only.
 */
public final class RequestLimits {
    private static final Logger log = LoggerFactory.getLogger(RequestLimits.class);

    private final boolean on;
    private final RefusalCounter refusals;
    private final TokenBuckets auth;
    private final TokenBuckets mfaVerify;
    private final TokenBuckets mfa;
    private final TokenBuckets emails;
    private final RefreshLimit refresh;

    public RequestLimits(boolean on, RateLimits limits, TimeMeter time, RefusalCounter refusals) {
        this.on = on;
        this.refusals = refusals;
        this.auth = new TokenBuckets(limits.auth(), limits.trackedKeys(), time);
        this.mfaVerify = new TokenBuckets(limits.mfaVerify(), limits.trackedKeys(), time);
        this.mfa = new TokenBuckets(limits.mfa(), limits.trackedKeys(), time);
        this.emails = new TokenBuckets(limits.email(), limits.trackedKeys(), time);
        this.refresh = new RefreshLimit(limits, time);
        if (!on) {
            log.warn(
                    "RATE LIMITS ARE OFF: nothing slows down guessing. Never run like this where strangers can reach it.");
        }
    }

    void admitAuth(String address) {
        require(() -> auth.take(address));
    }

    void admitMfaVerify(String address) {
        require(() -> mfaVerify.take(address));
    }

    void admitMfa(String address) {
        require(() -> mfa.take(address));
    }

    void admitRefresh(String address) {
        require(() -> refresh.request(address));
    }

    /** Counts the refresh token of a request that was read; {@code address} as {@link ClientAddress#limited} gives it. */
    public void admitRefreshToken(String address, String refreshToken) {
        require(() -> refresh.token(address, refreshToken));
    }

    /** Counts a mail that somebody wants to be sent to the address, in whatever case it is written and whatever the mail is for. */
    public void admitMail(String email, String refusal) {
        require(() -> emails.take(Fingerprint.of(email.toLowerCase(Locale.ROOT))), seconds -> refusal);
    }

    private void require(Supplier<Admission> limit) {
        require(limit, seconds -> "Too Many Requests! Wait for " + seconds + "s");
    }

    private void require(Supplier<Admission> limit, LongFunction<String> refusal) {
        if (!on) {
            return;
        }
        Admission admission = limit.get();
        if (!admission.granted()) {
            refusals.count("rate_limited");
            long seconds = admission.seconds();
            throw new RequestRefused(Problem.tooManyRequests(refusal.apply(seconds))
                    .retryAfter(seconds)
                    .with("x-ratelimit-after", Long.toString(seconds)));
        }
    }
}
