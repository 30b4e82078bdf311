/** Routes of identity providers: sign-in, linking, step-up. */
@NullMarked
package io.ssouser.api.identity;

import org.jspecify.annotations.NullMarked;
