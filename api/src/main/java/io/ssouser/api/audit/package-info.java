/** Routes of the audit trail, of everybody and of oneself. */
@NullMarked
package io.ssouser.api.audit;

import org.jspecify.annotations.NullMarked;
