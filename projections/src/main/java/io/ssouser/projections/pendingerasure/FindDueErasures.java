package io.ssouser.projections.pendingerasure;

import java.time.Instant;

/** Asks for the accounts that are to be erased by now, the longest due first, at most a thousand. */
public record FindDueErasures(Instant now) {}
