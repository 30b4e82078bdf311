/** Keys: of the service, of each user, and the master key that wraps them. */
@NullMarked
package io.ssouser.application.vault.keys;

import org.jspecify.annotations.NullMarked;
