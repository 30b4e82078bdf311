/** Identities at other providers: linking them to a user, and signing in with them. */
@NullMarked
package io.ssouser.application.identity;

import org.jspecify.annotations.NullMarked;
