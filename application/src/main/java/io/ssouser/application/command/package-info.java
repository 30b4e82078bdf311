/** How commands are sent. */
@NullMarked
package io.ssouser.application.command;

import org.jspecify.annotations.NullMarked;
