/** The program: the only module that wires, and its command line. */
@NullMarked
package io.ssouser.app;

import org.jspecify.annotations.NullMarked;
