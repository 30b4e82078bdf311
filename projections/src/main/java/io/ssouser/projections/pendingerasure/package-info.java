/** Which users wait to be erased, and until when. */
@NullMarked
package io.ssouser.projections.pendingerasure;

import org.jspecify.annotations.NullMarked;
