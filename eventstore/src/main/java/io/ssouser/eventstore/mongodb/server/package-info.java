/** How a deployment of MongoDB is reached, what it says of itself, and what its errors mean. */
@NullMarked
package io.ssouser.eventstore.mongodb.server;

import org.jspecify.annotations.NullMarked;
