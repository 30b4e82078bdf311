/** From a proved person to a session, its tokens, and its end. */
@NullMarked
package io.ssouser.application.session;

import org.jspecify.annotations.NullMarked;
