/** Wrapped keys in a SQLite file of their own. */
@NullMarked
package io.ssouser.application.keys.sqlite;

import org.jspecify.annotations.NullMarked;
