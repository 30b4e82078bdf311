/** Sessions in MongoDB. */
@NullMarked
package io.ssouser.application.session.mongodb;

import org.jspecify.annotations.NullMarked;
