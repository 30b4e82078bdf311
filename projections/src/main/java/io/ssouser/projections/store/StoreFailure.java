package io.ssouser.projections.store;

import org.axonframework.common.AxonTransientException;

/** The store could not do its work; nothing is wrong with the document. Whoever meets it rolls back and tries again later. */
public final class StoreFailure extends AxonTransientException {
    private static final long serialVersionUID = 1L;

    private final boolean mayPass;

    private StoreFailure(String message, Throwable cause, boolean mayPass) {
        super(message, cause);
        this.mayPass = mayPass;
    }

    /** @param mayPass whether the same request may succeed later without anybody's doing: a full disk, a server that is away */
    public static StoreFailure of(Throwable cause, boolean mayPass) {
        return new StoreFailure("Cannot use the read models: " + cause.getMessage(), cause, mayPass);
    }

    public boolean mayPass() {
        return mayPass;
    }
}
