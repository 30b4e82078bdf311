@NullMarked
package io.ssouser.eventstore.state.mongodb;

import org.jspecify.annotations.NullMarked;
