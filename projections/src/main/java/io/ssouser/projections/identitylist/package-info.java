/** The ways to sign in to an account. */
@NullMarked
package io.ssouser.projections.identitylist;

import org.jspecify.annotations.NullMarked;
