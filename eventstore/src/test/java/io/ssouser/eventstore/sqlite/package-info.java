/** The contracts on SQLite, and what only files can suffer. */
@NullMarked
package io.ssouser.eventstore.sqlite;

import org.jspecify.annotations.NullMarked;
