/** Devices of users. */
@NullMarked
package io.ssouser.domain.device;

import org.jspecify.annotations.NullMarked;
