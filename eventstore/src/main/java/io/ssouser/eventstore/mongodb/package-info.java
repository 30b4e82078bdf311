/** The log, and what Axon keeps beside it, in MongoDB. */
@NullMarked
package io.ssouser.eventstore.mongodb;

import org.jspecify.annotations.NullMarked;
