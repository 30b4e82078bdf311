/** Routes of subscriptions. */
@NullMarked
package io.ssouser.api.subscription;

import org.jspecify.annotations.NullMarked;
