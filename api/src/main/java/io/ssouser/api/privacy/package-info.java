/** Routes of export and erasure. */
@NullMarked
package io.ssouser.api.privacy;

import org.jspecify.annotations.NullMarked;
