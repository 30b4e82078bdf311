/** AuthorizationRequests to providers in MongoDB. */
@NullMarked
package io.ssouser.application.identity.mongodb;

import org.jspecify.annotations.NullMarked;
