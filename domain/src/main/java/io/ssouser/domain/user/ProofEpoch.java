package io.ssouser.domain.user;

import org.axonframework.eventsourcing.EventSourcingHandler;

/**
 * How often the proofs of a user became void. What is kept outside the aggregate meanwhile (an authorization request, a code) carries the
 * number that it began with, and is void once that is another.
 */
final class ProofEpoch {
    private int number;

    int number() {
        return number;
    }

    @EventSourcingHandler
    void on(ProofFell event) {
        number++;
    }
}
