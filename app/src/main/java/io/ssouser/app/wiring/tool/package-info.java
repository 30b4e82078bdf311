/** Parts of the service, put together for a tool of the command line. */
@NullMarked
package io.ssouser.app.wiring.tool;

import org.jspecify.annotations.NullMarked;
