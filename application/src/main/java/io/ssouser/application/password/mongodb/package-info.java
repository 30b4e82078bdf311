/** Wrong secrets that were counted of late, in MongoDB. */
@NullMarked
package io.ssouser.application.password.mongodb;

import org.jspecify.annotations.NullMarked;
