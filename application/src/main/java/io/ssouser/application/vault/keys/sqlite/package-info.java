/** Wrapped keys in a SQLite file of their own. */
@NullMarked
package io.ssouser.application.vault.keys.sqlite;

import org.jspecify.annotations.NullMarked;
