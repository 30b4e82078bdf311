package io.ssouser.api.security;

import io.ssouser.application.session.token.AuthenticatedSession;
import io.ssouser.domain.Provenance;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the request that this thread serves comes from, and who sends it: what the command bus's dispatch interceptor adds to the metadata of
 * every command, under the keys of {@link Provenance}. Bound to the thread from the outermost filter to its end.
 */
public final class RequestProvenance {
    /** Enough to tell browsers apart, and bounded because it is stored with every event. */
    private static final int LONGEST_USER_AGENT = 256;

    private final ThreadLocal<Map<String, String>> current = new ThreadLocal<>();

    /** Provenance of the present request; empty outside of one. The actor is {@code anonymous} until an access token was accepted. */
    public Map<String, String> current() {
        Map<String, String> provenance = current.get();
        return provenance == null ? Map.of() : Map.copyOf(provenance);
    }

    public void begin(String requestId, String ip, String userAgent) {
        Map<String, String> provenance = new HashMap<>();
        provenance.put(Provenance.ACTOR, "anonymous");
        provenance.put(Provenance.REQUEST, requestId);
        provenance.put(Provenance.IP, ip);
        if (!userAgent.isEmpty()) {
            provenance.put(Provenance.USER_AGENT, cut(userAgent));
        }
        current.set(provenance);
    }

    /** From now on the request is the bearer's. */
    public void actAs(AuthenticatedSession access) {
        Map<String, String> provenance = current.get();
        if (provenance != null) {
            provenance.put(Provenance.ACTOR, access.userId().value());
            provenance.put(Provenance.SESSION, access.sessionId().value());
            provenance.put(Provenance.DEVICE, access.deviceId().value());
        }
    }

    public void end() {
        current.remove();
    }

    private static String cut(String userAgent) {
        return userAgent.length() <= LONGEST_USER_AGENT
                ? userAgent
                : userAgent.substring(
                        0,
                        Character.isHighSurrogate(userAgent.charAt(LONGEST_USER_AGENT - 1))
                                ? LONGEST_USER_AGENT - 1
                                : LONGEST_USER_AGENT);
    }
}
