/** Which services there are, and what their plans offer. */
@NullMarked
package io.ssouser.application.subscription;

import org.jspecify.annotations.NullMarked;
