/** The event log: its port, its format, group commit, and what it throws. Knows no Axon. */
@NullMarked
package io.ssouser.eventstore.log;

import org.jspecify.annotations.NullMarked;
