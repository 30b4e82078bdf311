package io.ssouser.eventstore.log;

import java.sql.SQLException;
import java.util.Set;

/**
 * An embedded store cannot answer now: disk full or failing, file locked or out of reach, closed. Nothing was acknowledged; the same
 * call may succeed later.
 */
public sealed class StoreUnavailable extends StoreException permits LogUnavailable {
    private static final long serialVersionUID = 1L;

    /** BUSY, LOCKED, NOMEM, IOERR, FULL, CANTOPEN and PROTOCOL of https://www.sqlite.org/rescode.html */
    private static final Set<Integer> PASSING = Set.of(5, 6, 7, 10, 13, 14, 15);

    public StoreUnavailable(String message) {
        super(message);
    }

    public StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * What to throw for a failure of SQLite: this exception when it may pass, an {@link IllegalStateException} when it will not, because
     * the statement, the data or the file is wrong.
     *
     * @param what could not be done, as "Cannot write state.db"
     */
    public static RuntimeException or(String what, SQLException failure) {
        String message = what + ": " + failure.getMessage();
        return mayPass(failure) ? new StoreUnavailable(message, failure) : new IllegalStateException(message, failure);
    }

    /** Whether the same statement may succeed later. */
    public static boolean mayPass(SQLException failure) {
        return PASSING.contains(failure.getErrorCode() & 0xff);
    }
}
