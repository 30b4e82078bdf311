/** The event log: the port to a database, and Axon's storage contract on it. Knows nothing of accounts. */
@NullMarked
package io.ssouser.eventstore;

import org.jspecify.annotations.NullMarked;
