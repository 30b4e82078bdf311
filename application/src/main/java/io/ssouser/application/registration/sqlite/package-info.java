/** One-time tokens in the embedded state file. */
@NullMarked
package io.ssouser.application.registration.sqlite;

import org.jspecify.annotations.NullMarked;
