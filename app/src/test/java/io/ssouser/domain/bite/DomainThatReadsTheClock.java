package io.ssouser.domain.bite;

import java.time.Instant;

/** Breaks the rule that time is handed in. */
public record DomainThatReadsTheClock(Instant time) {
    public DomainThatReadsTheClock() {
        this(Instant.now());
    }
}
