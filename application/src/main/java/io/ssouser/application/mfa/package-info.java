/** The second factor: one-time codes, backup codes, and how a secret reaches a phone. */
@NullMarked
package io.ssouser.application.mfa;

import org.jspecify.annotations.NullMarked;
