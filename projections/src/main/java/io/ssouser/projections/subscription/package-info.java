/** Which plan of which service a user has, and until when. */
@NullMarked
package io.ssouser.projections.subscription;

import org.jspecify.annotations.NullMarked;
