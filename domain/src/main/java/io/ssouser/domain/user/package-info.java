/** The user: commands, events and rules. */
@NullMarked
package io.ssouser.domain.user;

import org.jspecify.annotations.NullMarked;
