/** Whether the service can do its work now. */
@NullMarked
package io.ssouser.api.health;

import org.jspecify.annotations.NullMarked;
