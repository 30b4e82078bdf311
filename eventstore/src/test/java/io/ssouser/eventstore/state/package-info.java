/** The contract of the state store, and a fake that keeps it. */
@NullMarked
package io.ssouser.eventstore.state;

import org.jspecify.annotations.NullMarked;
