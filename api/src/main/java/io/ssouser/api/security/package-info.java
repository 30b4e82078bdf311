/** Who is calling, and what the browser may do with the answer. */
@NullMarked
package io.ssouser.api.security;

import org.jspecify.annotations.NullMarked;
