@NullMarked
package io.ssouser.eventstore.mongodb.server;

import org.jspecify.annotations.NullMarked;
