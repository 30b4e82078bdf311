/** How often a caller may ask, and how much may be sent. */
@NullMarked
package io.ssouser.api.limits;

import org.jspecify.annotations.NullMarked;
