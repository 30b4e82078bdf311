/** How far each processor has come, and which node works on which of its segments. */
@NullMarked
package io.ssouser.eventstore.mongodb.token;

import org.jspecify.annotations.NullMarked;
