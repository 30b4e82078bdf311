/** The only place where objects are made and handed to each other. */
@NullMarked
package io.ssouser.app.wiring;

import org.jspecify.annotations.NullMarked;
