/** Addresses and the claim that makes one address belong to one user. */
@NullMarked
package io.ssouser.domain.email;

import org.jspecify.annotations.NullMarked;
