/** Sessions, and the unfinished sign-ins before them. */
@NullMarked
package io.ssouser.domain.session;

import org.jspecify.annotations.NullMarked;
