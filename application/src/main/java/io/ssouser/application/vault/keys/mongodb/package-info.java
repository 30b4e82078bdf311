/** Wrapped keys in MongoDB. */
@NullMarked
package io.ssouser.application.vault.keys.mongodb;

import org.jspecify.annotations.NullMarked;
