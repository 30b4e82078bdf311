/** Routes for registration, profile, address, password and recovery, under the name that the wire contract has for them: account. */
@NullMarked
package io.ssouser.api.account;

import org.jspecify.annotations.NullMarked;
