package io.ssouser.projections.store;

import org.axonframework.common.AxonTransientException;

/** The store could not do its work; nothing is wrong with the document. Whoever meets it rolls back and tries again later. */
public class StoreFailure extends AxonTransientException {
    private static final long serialVersionUID = 1L;

    public StoreFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
