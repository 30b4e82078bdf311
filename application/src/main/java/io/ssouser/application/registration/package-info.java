/** How an account is born, and how its owner proves the address. */
@NullMarked
package io.ssouser.application.registration;

import org.jspecify.annotations.NullMarked;
