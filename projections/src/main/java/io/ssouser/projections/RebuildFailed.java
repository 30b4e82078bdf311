package io.ssouser.projections;

import org.jspecify.annotations.Nullable;

/** A rebuild did not come to its end; what it had done until then stands. One line, fit for whoever asked for it. */
public class RebuildFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RebuildFailed(String group, long position, String reason, @Nullable Throwable cause) {
        super("The rebuild of " + group + " stopped behind position " + position + ": " + reason, cause);
    }
}
