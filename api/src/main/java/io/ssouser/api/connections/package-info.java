/** The sockets: how many a client may hold, how long it may take over its part of an exchange, and how many requests are at work. */
@NullMarked
package io.ssouser.api.connections;

import org.jspecify.annotations.NullMarked;
