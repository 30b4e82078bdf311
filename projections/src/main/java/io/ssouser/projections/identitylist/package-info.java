/** A user's ways to sign in. */
@NullMarked
package io.ssouser.projections.identitylist;

import org.jspecify.annotations.NullMarked;
