/** Routes of an account: registration, profile, address, password, recovery. */
@NullMarked
package io.ssouser.api.account;

import org.jspecify.annotations.NullMarked;
