/** How a user moves to another address, and back when somebody else made the change. */
@NullMarked
package io.ssouser.application.emailchange;

import org.jspecify.annotations.NullMarked;
