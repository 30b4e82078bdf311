package io.ssouser.api.bite;

import io.ssouser.eventstore.sqlite.SqliteEventLog;

/** Breaks the rule that the api knows neither adapters nor the program. */
public interface ApiThatKnowsAnAdapter {
    SqliteEventLog log();
}
