/** Devices an account is used from. */
@NullMarked
package io.ssouser.domain.device;

import org.jspecify.annotations.NullMarked;
