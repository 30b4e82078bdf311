/** Routes of devices. */
@NullMarked
package io.ssouser.api.device;

import org.jspecify.annotations.NullMarked;
