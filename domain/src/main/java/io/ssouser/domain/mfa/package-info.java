/** The second factor: time-based codes and backup codes. */
@NullMarked
package io.ssouser.domain.mfa;

import org.jspecify.annotations.NullMarked;
