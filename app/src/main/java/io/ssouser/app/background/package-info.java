/** Threads that act by the clock: they send mail, erase users who are due, and put counted attempts on record. */
@NullMarked
package io.ssouser.app.background;

import org.jspecify.annotations.NullMarked;
