package io.ssouser.projections;

import org.axonframework.common.AxonTransientException;

/** The store refused a document that several events of a batch may have made: all of it is rolled back, and comes again event by event. */
final class BatchRefused extends AxonTransientException {
    private static final long serialVersionUID = 1L;

    BatchRefused(RuntimeException refusal) {
        super(refusal.getMessage(), refusal);
    }
}
