/** How a user is registered, and how the person proves the address. */
@NullMarked
package io.ssouser.application.registration;

import org.jspecify.annotations.NullMarked;
