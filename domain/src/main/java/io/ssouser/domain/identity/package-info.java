/** Accounts at identity providers, and the claim that makes each belong to one user. */
@NullMarked
package io.ssouser.domain.identity;

import org.jspecify.annotations.NullMarked;
