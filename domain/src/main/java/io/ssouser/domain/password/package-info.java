/** Passwords, their hashes, and the rules of guessing. */
@NullMarked
package io.ssouser.domain.password;

import org.jspecify.annotations.NullMarked;
