/** How an owner lets in a new browser while strangers' wrong passwords keep all new browsers out. */
@NullMarked
package io.ssouser.application.admission;

import org.jspecify.annotations.NullMarked;
