package io.ssouser.application.session;

import java.time.Instant;

/** What a presented refresh token is to the session that issued it. */
public sealed interface Presented {
    Session session();

    /** The one that may be rotated. */
    record Current(Session session) implements Presented {}

    /**
     * An ancestor, rotated before.
     *
     * @param generation of its successor
     * @param spentAt when it was rotated, and its successor issued
     */
    record Spent(Session session, long generation, Instant spentAt) implements Presented {}
}
