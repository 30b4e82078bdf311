/** The account: its commands, its events, its rules. */
@NullMarked
package io.ssouser.domain.user;

import org.jspecify.annotations.NullMarked;
