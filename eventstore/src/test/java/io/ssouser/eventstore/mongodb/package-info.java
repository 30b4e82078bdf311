@NullMarked
package io.ssouser.eventstore.mongodb;

import org.jspecify.annotations.NullMarked;
