package io.ssouser.app.attack;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.RunningService;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.StoredEvent;
import java.util.List;

/**
 * The one service that all attacks without settings of their own are made on, and what its log says of them. Its port dies with the JVM.
 */
final class Target {
    static final String OWNER = "owner@example.org";
    static final RunningService SERVICE = RunningService.fresh("sso.platform-owner=" + OWNER);
    static final Accounts ACCOUNTS = new Accounts(SERVICE);

    private static boolean owned;

    private Target() {}

    /** The owner of the platform, who may read any trail, in a browser of their own. */
    static synchronized Browser auditor() {
        if (!owned) {
            ACCOUNTS.confirmed(OWNER);
            owned = true;
        }
        return ACCOUNTS.signedIn(OWNER);
    }

    /** The number of events in that service's log. */
    static long events(RunningService service) {
        return service.bean(EventLog.class).head().nextPosition();
    }

    /** The types of the events in that service's log from that position on. */
    static List<String> factsFrom(long position, RunningService service) {
        return service.bean(EventLog.class).read(position, 10_000).stream()
                .map(StoredEvent::type)
                .toList();
    }

    /** The types of all events of the user. */
    static List<String> factsOf(String userId) {
        return factsOf(userId, SERVICE);
    }

    /** The types of all events of the user in that service's log. */
    static List<String> factsOf(String userId, RunningService service) {
        return service.bean(EventLog.class).readStream(userId, 0, 10_000).stream()
                .map(StoredEvent::type)
                .toList();
    }
}
