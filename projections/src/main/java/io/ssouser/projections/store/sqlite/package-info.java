/** Read models in one SQLite file. */
@NullMarked
package io.ssouser.projections.store.sqlite;

import org.jspecify.annotations.NullMarked;
