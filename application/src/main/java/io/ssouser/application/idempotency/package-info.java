/** What commands were answered, so that whoever asks again under the same key gets the same answer and nothing is done twice. */
@NullMarked
package io.ssouser.application.idempotency;

import org.jspecify.annotations.NullMarked;
