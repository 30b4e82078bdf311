package io.ssouser.app.start;

import io.ssouser.app.settings.UnusableSetting;
import io.ssouser.application.vault.keys.UnusableMasterKey;
import io.ssouser.eventstore.log.LogRefused;
import io.ssouser.eventstore.log.StoreRefused;
import io.ssouser.eventstore.log.StoreUnavailable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in words, in place of a stack trace, why the service does not start when a person can mend it. Spring Boot finds it by name. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartRefusals implements FailureAnalyzer {
    /** Deeper than Spring wraps a failing bean in those that need it. */
    private static final int DEPTH = 64;

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < DEPTH; cause = cause.getCause(), depth++) {
            String action = action(cause);
            if (action != null) {
                return new FailureAnalysis(cause.getMessage(), action, failure);
            }
        }
        return null;
    }

    private static @Nullable String action(Throwable cause) {
        if (cause instanceof LogRefused) {
            return "Do as it says, then start again. Nothing in the log was changed.";
        }
        if (cause instanceof StoreRefused) {
            return "Do as it says, then start again.";
        }
        if (cause instanceof UnusableMasterKey) {
            return "Put the master key right, then start again. Without the key that wrapped them, stored data cannot be read.";
        }
        if (cause instanceof UnusableSetting) {
            return "Correct that environment variable, then start again.";
        }
        if (cause instanceof PortInUseException) {
            return "Another process has that port, perhaps another service on this machine. Set SERVER_PORT, for the API, or"
                    + " SSO_MANAGEMENT_PORT, for metrics, to a port that is free, then start again.";
        }
        if (cause instanceof StoreUnavailable) {
            return "See that this user may write to the folder of SSO_DATA_DIR and that its disk has space, or that the servers of SSO_MONGODB_URI run and can be reached from here; then start again.";
        }
        return null;
    }
}
