/** Routes of the second factor. */
@NullMarked
package io.ssouser.api.mfa;

import org.jspecify.annotations.NullMarked;
