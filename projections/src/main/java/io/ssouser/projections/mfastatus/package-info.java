/** Whether a user has a second factor. */
@NullMarked
package io.ssouser.projections.mfastatus;

import org.jspecify.annotations.NullMarked;
