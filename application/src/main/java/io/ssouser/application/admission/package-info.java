/** How a person admits a new browser while strangers' wrong passwords lock all new browsers out. */
@NullMarked
package io.ssouser.application.admission;

import org.jspecify.annotations.NullMarked;
