package io.ssouser.api.limits;

import io.github.bucket4j.TimeMeter;
import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RefusalCounter;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.api.route.Route.RateLimit;
import io.ssouser.domain.email.EmailAddress;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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
    private final RateLimits figures;
    private final TokenBuckets auth;
    private final TokenBuckets mfaVerify;
    private final TokenBuckets mfa;
    private final TokenBuckets emails;
    private final RefreshLimit refresh;

    public RequestLimits(boolean on, RateLimits limits, TimeMeter time, RefusalCounter refusals) {
        this.on = on;
        this.refusals = refusals;
        this.figures = limits;
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

    /**
     * Counts a request of an address; {@code address} as {@link ClientAddress#limited} gives it.
     *
     * @return how the address stands to the limit; empty where there is none
     */
    Optional<RateLimitFields> admit(RateLimit limit, String address) {
        return switch (limit) {
            case NONE -> Optional.empty();
            case AUTH -> require("auth", figures.auth(), () -> auth.take(address));
            case MFA_VERIFY -> require("mfa-verify", figures.mfaVerify(), () -> mfaVerify.take(address));
            case MFA -> require("mfa", figures.mfa(), () -> mfa.take(address));
            case REFRESH -> require("refresh-requests", figures.refreshRequests(), () -> refresh.request(address));
        };
    }

    /** Counts the refresh token of a request that was read; {@code address} as {@link ClientAddress#limited} gives it. */
    public void admitRefreshToken(String address, String refreshToken) {
        require("refresh", figures.refresh(), () -> refresh.token(address, refreshToken));
    }

    /** That token was good, so it does not count. */
    public void forgiveRefreshToken(String address, String refreshToken) {
        if (on) {
            refresh.proved(address, refreshToken);
        }
    }

    /**
     * Counts a mail that somebody wants to be sent to the address, however it is spelled and whatever the mail is for. What is
     * left is not told: it would say whether somebody else has asked for one.
     */
    public void admitMail(String email, String refusal) {
        if (on) {
            Admission admission = emails.take(Fingerprint.of(EmailAddress.keyOf(email)));
            if (!admission.granted()) {
                throw refused(refusal, admission, problem -> problem);
            }
        }
    }

    private Optional<RateLimitFields> require(String name, Rate rate, Supplier<Admission> limit) {
        if (!on) {
            return Optional.empty();
        }
        Admission admission = limit.get();
        RateLimitFields fields = RateLimitFields.of(name, rate, admission);
        if (!admission.granted()) {
            throw refused("Too Many Requests! Wait for " + admission.seconds() + "s", admission, fields::on);
        }
        return Optional.of(fields);
    }

    private RequestRefused refused(String message, Admission admission, UnaryOperator<Problem> more) {
        refusals.count("rate_limited");
        Problem problem = Problem.tooManyRequests(message)
                .retryAfter(admission.seconds())
                .with("x-ratelimit-after", Long.toString(admission.seconds()));
        return new RequestRefused(more.apply(problem));
    }
}
