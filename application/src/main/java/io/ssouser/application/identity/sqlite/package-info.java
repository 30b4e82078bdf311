/** AuthorizationRequests to providers in the embedded state file. */
@NullMarked
package io.ssouser.application.identity.sqlite;

import org.jspecify.annotations.NullMarked;
