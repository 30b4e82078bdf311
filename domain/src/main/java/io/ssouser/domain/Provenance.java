package io.ssouser.domain;

import java.util.Set;

/** The keys of an event's metadata: who did it, to whom, from where, in the course of what. All values are texts. */
public final class Provenance {
    /** The actor: a user's id, or {@code system}, or {@code anonymous} before a sign-in. */
    public static final String ACTOR = "actor";
    /** The user that it was done to, whose data key encrypts the personal values. */
    public static final String SUBJECT = "subject";
    /** The session it was done in. */
    public static final String SESSION = "session";
    /** The device it was done from. */
    public static final String DEVICE = "device";
    /** The HTTP request, one id each. */
    public static final String REQUEST = "request";
    /** The first message of the chain that led here. */
    public static final String CORRELATION = "correlation";
    /** The message that led here directly. */
    public static final String CAUSATION = "causation";
    /** Address of the peer. Personal. */
    public static final String IP = "ip";
    /** User-Agent header, at most 256 characters. Personal. */
    public static final String USER_AGENT = "user_agent";

    /** The keys whose values are encrypted. */
    public static final Set<String> PERSONAL = Set.of(IP, USER_AGENT);

    private Provenance() {}
}
