/** Commands that may be sent again, and are done once. */
@NullMarked
package io.ssouser.api.idempotency;

import org.jspecify.annotations.NullMarked;
