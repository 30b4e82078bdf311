/** How HTTP, the console and the command line say it; the only module that wires. */
@NullMarked
package io.ssouser.api;

import org.jspecify.annotations.NullMarked;
