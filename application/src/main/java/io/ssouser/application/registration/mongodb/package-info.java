/** One-time tokens in MongoDB. */
@NullMarked
package io.ssouser.application.registration.mongodb;

import org.jspecify.annotations.NullMarked;
