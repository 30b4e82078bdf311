/** Routes of sign-in, second step, sessions and step-up. */
@NullMarked
package io.ssouser.api.signin;

import org.jspecify.annotations.NullMarked;
