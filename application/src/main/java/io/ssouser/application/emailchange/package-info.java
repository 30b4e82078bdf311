/** How an account moves to another address, and back when it was not its owner who moved it. */
@NullMarked
package io.ssouser.application.emailchange;

import org.jspecify.annotations.NullMarked;
