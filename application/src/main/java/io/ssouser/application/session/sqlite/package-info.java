/** Sessions in the embedded state file. */
@NullMarked
package io.ssouser.application.session.sqlite;

import org.jspecify.annotations.NullMarked;
