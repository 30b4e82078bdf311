/** Kept answers in MongoDB. */
@NullMarked
package io.ssouser.application.idempotency.mongodb;

import org.jspecify.annotations.NullMarked;
