/** The state in the collections of a MongoDB database. */
@NullMarked
package io.ssouser.eventstore.state.mongodb;

import org.jspecify.annotations.NullMarked;
