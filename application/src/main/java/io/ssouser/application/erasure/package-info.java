/** How a user is erased: the user's claims are freed, and the key to the personal values is destroyed. */
@NullMarked
package io.ssouser.application.erasure;

import org.jspecify.annotations.NullMarked;
