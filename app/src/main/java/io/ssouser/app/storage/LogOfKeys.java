package io.ssouser.app.storage;

import io.ssouser.application.vault.keys.ServiceSecrets;
import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.StoreRefused;
import io.ssouser.eventstore.log.StoreUnavailable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log whose events the keys encrypt. The keys know it by its first commit, so that no log is read or written with another service's keys. */
public final class LogOfKeys {
    private static final Logger LOG = LoggerFactory.getLogger(LogOfKeys.class);

    private final EventLog log;
    private final ServiceSecrets secrets;
    private volatile boolean known;

    /** @throws StoreRefused when log and keys are of two services */
    public LogOfKeys(EventLog log, ServiceSecrets secrets) {
        this.log = log;
        this.secrets = secrets;
        require();
    }

    /** To be called when something was appended: the first commit is remembered, now or with a later one. */
    public void appended() {
        if (!known) {
            try {
                require();
            } catch (StoreUnavailable later) {
                LOG.warn("The keys did not note which log is theirs; the next append tries again", later);
            }
        }
    }

    private void require() {
        List<Commit> first = log.readCommits(0, 1);
        if (!first.isEmpty()) {
            byte[] id = first.get(0).id().toString().getBytes(StandardCharsets.US_ASCII);
            if (!Arrays.equals(secrets.secret("first-commit", () -> id), id)) {
                throw new StoreRefused(
                        "The log and the keys belong to two services: put back the files that belong together");
            }
            known = true;
        }
    }
}
