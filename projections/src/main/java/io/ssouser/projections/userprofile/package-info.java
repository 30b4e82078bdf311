/** Who an account says it is. */
@NullMarked
package io.ssouser.projections.userprofile;

import org.jspecify.annotations.NullMarked;
