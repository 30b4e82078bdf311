/** What a user has subscribed to: which plan of which service, and until when. */
@NullMarked
package io.ssouser.domain.subscription;

import org.jspecify.annotations.NullMarked;
