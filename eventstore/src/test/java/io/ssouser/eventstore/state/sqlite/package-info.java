@NullMarked
package io.ssouser.eventstore.state.sqlite;

import org.jspecify.annotations.NullMarked;
