package io.ssouser.application.bite;

import io.ssouser.eventstore.state.sqlite.SqliteStateStore;

/** Breaks the rule that the application names no adapter. */
public interface ApplicationThatNamesAnAdapter {
    SqliteStateStore state();
}
