package io.ssouser.api.route;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a route is, said on its handler method, or on the controller for all methods that say nothing themselves. A route of which nothing
 * is said needs a bearer. The filters read it by {@link RouteRules}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Route {
    RouteAccess access() default RouteAccess.BEARER;

    RateLimit limit() default RateLimit.NONE;

    ErrorForm errors() default ErrorForm.ENVELOPE;

    PositionHeader position() default PositionHeader.SENT;

    /** Who may ask for it. */
    enum RouteAccess {
        /** Everybody. A bearer, good or not, is not even looked at. */
        PUBLIC,

        /** Whoever has a good access token. */
        BEARER,

        /** Whoever has an access token; the handler judges it itself, because one that has ended is good enough. */
        ANY_BEARER
    }

    /** By which limit on the requests of an address it counts; the figures stand under {@code sso.limits}. */
    enum RateLimit {
        NONE,
        AUTH,
        /** Stands for {@link #AUTH} where a second factor is guessed. */
        MFA_VERIFY,
        /** Stands for {@link #AUTH} where a session is renewed. */
        REFRESH,
        MFA;

        /** The limit for which it stands on some routes, else itself. */
        RateLimit general() {
            return this == MFA_VERIFY || this == REFRESH ? AUTH : this;
        }
    }

    /** How it says no, where the client does not prefer {@code application/problem+json}. */
    enum ErrorForm {
        /** The envelope of the wire contract, section 2. */
        ENVELOPE,

        /** The envelope; a body that cannot be taken is 400 whatever is wrong with it, as in the reference server. */
        ENVELOPE_400,

        /** A page to a browser, the envelope to a program. */
        PAGE
    }

    /** Whether its answers tell in {@code X-Log-Position} how far its commands have brought the log. */
    enum PositionHeader {
        SENT,

        /** Not with a refusal: whether it stored an event would show whether a user exists. */
        SENT_ON_SUCCESS,

        /** Never, for the same reason. */
        WITHHELD
    }
}
