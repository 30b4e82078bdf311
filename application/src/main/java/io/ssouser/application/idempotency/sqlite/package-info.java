/** Kept answers in a table of the embedded state file. */
@NullMarked
package io.ssouser.application.idempotency.sqlite;

import org.jspecify.annotations.NullMarked;
