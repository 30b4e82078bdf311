/** What happens around a start: what follows the log before the port opens, the last line of the console, refusals in words. */
@NullMarked
package io.ssouser.app.start;

import org.jspecify.annotations.NullMarked;
