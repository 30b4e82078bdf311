/** The state in the tables of a SQLite file. */
@NullMarked
package io.ssouser.eventstore.state.sqlite;

import org.jspecify.annotations.NullMarked;
