/** Wrapped keys in MongoDB. */
@NullMarked
package io.ssouser.application.keys.mongodb;

import org.jspecify.annotations.NullMarked;
