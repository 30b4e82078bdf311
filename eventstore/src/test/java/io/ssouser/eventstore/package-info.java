/** Contracts of the event log, for every store that implements it. */
@NullMarked
package io.ssouser.eventstore;

import org.jspecify.annotations.NullMarked;
