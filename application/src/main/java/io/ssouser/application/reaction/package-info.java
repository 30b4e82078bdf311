/** What follows from an event outside the log: letters, rows of sessions, destroyed keys. */
@NullMarked
package io.ssouser.application.reaction;

import org.jspecify.annotations.NullMarked;
