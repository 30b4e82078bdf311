/** Group commit: the commits of many callers in one durable step. */
@NullMarked
package io.ssouser.eventstore.log.append;

import org.jspecify.annotations.NullMarked;
