/** Read models as pure folds over the events of the log. */
@NullMarked
package io.ssouser.projections.fold;

import org.jspecify.annotations.NullMarked;
