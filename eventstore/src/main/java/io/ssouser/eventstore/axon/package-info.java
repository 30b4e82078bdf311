/** Axon's storage contracts on the log. */
@NullMarked
package io.ssouser.eventstore.axon;

import org.jspecify.annotations.NullMarked;
