/** Axon's storage contracts and the event log on SQLite: one process, one folder. */
@NullMarked
package io.ssouser.eventstore.sqlite;

import org.jspecify.annotations.NullMarked;
