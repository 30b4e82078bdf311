/** Who did what to which user, when and from where. */
@NullMarked
package io.ssouser.projections.audittrail;

import org.jspecify.annotations.NullMarked;
