/** What goes around every command: where it came from, how long it took, and how far the log was after it. */
@NullMarked
package io.ssouser.api.command;

import org.jspecify.annotations.NullMarked;
